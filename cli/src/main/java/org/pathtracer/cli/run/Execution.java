// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.run;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.pathtracer.Measurement;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.PathTracer;
import org.pathtracer.Request;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.cli.output.Progress;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.report.format.Printable;

/** One operation of a command, from its start to its result, also if Ctrl-C ends it early. */
public final class Execution {
    private Execution() {}

    /** The same with a tracer as it is by default. */
    public static <E, R> Optional<R> of(
            Request<E, R> request, Predicate<E> onEvent, Runnable onTick, Consumer<R> onResult, Terminal terminal)
            throws InterruptedException {
        return of(PathTracer.builder(), request, onEvent, onTick, onResult, terminal);
    }

    /** The same with the tracer of this builder and nothing beside it. */
    public static <E, R> Optional<R> of(
            PathTracer.Builder builder,
            Request<E, R> request,
            Predicate<E> onEvent,
            Runnable onTick,
            Consumer<R> onResult,
            Terminal terminal)
            throws InterruptedException {
        return of(builder, Beside.NOTHING, request, onEvent, onTick, onResult, terminal);
    }

    /** The same without a word until the result, but for a line on the terminal that says that it takes its time. */
    public static <E, R> Optional<R> quietly(
            PathTracer.Builder builder, Beside beside, Request<E, R> request, Consumer<R> onResult, Terminal terminal)
            throws InterruptedException {
        Progress progress = new Progress(terminal);
        String working = "working on " + Printable.line(request.target().toString()) + " ...";
        return of(
                builder,
                beside,
                request,
                event -> true,
                () -> progress.show(working),
                result -> {
                    progress.erase();
                    onResult.accept(result);
                },
                terminal);
    }

    /**
     * Runs it; all calls back come on this thread.
     *
     * @param builder of the tracer that runs it
     * @param beside runs from before the first probe until the result is printed
     * @param onEvent takes each event, and says whether more are wanted
     * @param onTick runs several times a second
     * @param onResult prints the result; a signal waits for it
     * @return the result; empty if it ended before the first probe, which is said
     */
    @SuppressWarnings("try") // the scopes of the interruption and of what runs beside are all there is to them
    public static <E, R> Optional<R> of(
            PathTracer.Builder builder,
            Beside beside,
            Request<E, R> request,
            Predicate<E> onEvent,
            Runnable onTick,
            Consumer<R> onResult,
            Terminal terminal)
            throws InterruptedException {
        long start = System.nanoTime();
        CallbackLoop loop = new CallbackLoop();
        try (PathTracer tracer = tracer(builder, loop);
                Beside.Running running = beside.begin(tracer);
                Measurement<E, R> operation = tracer.start(request);
                Interruption interruption = Interruption.of(operation::cancel)) {
            EventPrinter<E> printer = new EventPrinter<>(onEvent, operation::cancel);
            operation.events().subscribe(printer);
            Optional<R> result = result(() -> loop.await(operation.result(), onTick), request, start, terminal);
            printer.check();
            result.ifPresent(onResult);
            return result;
        }
    }

    private interface Wait<R> {
        R await() throws InterruptedException;
    }

    /** Within the interruption's scope: a signal waits for the failure to be told too. */
    private static <R> Optional<R> result(Wait<R> wait, Request<?, R> request, long start, Terminal terminal)
            throws InterruptedException {
        try {
            return Optional.of(wait.await());
        } catch (OperationCancelledException e) {
            terminal.fail(String.valueOf(e.getMessage()));
        } catch (UnknownTargetException e) {
            long took = System.nanoTime() - start;
            if (request.deadline().filter(span -> span.toNanos() <= took).isEmpty()) {
                throw e;
            }
            terminal.fail(String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /** A tracer as all commands have it: it calls back on their thread, and sees when the host's addresses change. */
    public static PathTracer tracer(PathTracer.Builder builder, CallbackLoop loop) {
        return builder.callbackExecutor(loop).followNetwork(true).build();
    }
}
