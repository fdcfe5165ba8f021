// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.PathTracerException;
import org.pathtracer.Protocol;
import org.pathtracer.Request;
import org.pathtracer.Target;
import org.pathtracer.TracerClosedException;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransportProvider;

/**
 * A tracer's operations at work: finds the targets of each, chooses its transport, starts it, and ends it with the
 * tracer. Thread-safe.
 */
final class Operations {
    private static final int PREPARATION_THREADS = 4;
    private static final int RESULT_THREADS = 4;
    /** How long a transport may take to open beyond an operation's deadline. */
    private static final long OPENING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final DaemonPool preparations = new DaemonPool("pathtracer-prepare", PREPARATION_THREADS);
    /** Not those that prepare, which may all wait for a name server. */
    private final DaemonPool results = new DaemonPool("pathtracer-result", RESULT_THREADS);

    private final Set<OperationRun<?, ?>> runs = ConcurrentHashMap.newKeySet();
    private final TransportSelector selector;
    private final Destinations destinations;
    private final DaemonPool deadlines;
    private final Callbacks callbacks;
    private final Engines engines;

    Operations(
            TransportSelector selector,
            Function<Executor, Engines> engines,
            Destinations destinations,
            DaemonPool deadlines,
            Callbacks callbacks) {
        this.selector = selector;
        this.destinations = destinations;
        this.deadlines = deadlines;
        this.callbacks = callbacks;
        this.engines = engines.apply(preparations);
    }

    /**
     * Refuses what would wait for its own thread.
     *
     * @throws IllegalStateException on a thread that probes
     */
    void requireOtherThread(String what) {
        engines.requireOtherThread(what);
    }

    /** Runs an operation while the calling thread waits for its result. */
    <E, R> R await(OperationKind<E, R> kind, WaitingThread caller) {
        engines.requireOtherThread("A blocking operation");
        return start(OperationRun.blocking(kind, callbacks)).await(caller);
    }

    /** Starts an operation: at once if its target needs no look-up, else on a thread that may wait. */
    <E, R> OperationRun<E, R> start(OperationKind<E, R> kind) {
        return start(new OperationRun<>(kind, callbacks, () -> requireOtherThread("await()")));
    }

    private <E, R> OperationRun<E, R> start(OperationRun<E, R> run) {
        runs.add(run);
        run.whenDelivered(() -> runs.remove(run));
        Destinations own = destinations.ofOneOperation();
        if (engines.warm() && own.areImmediate(run.request())) {
            prepare(run, own);
            return run;
        }
        try {
            Future<?> preparation = preparations.submit(() -> prepare(run, own));
            limitPreparation(run, preparation);
        } catch (RejectedExecutionException e) {
            runs.remove(run);
            throw new TracerClosedException("The tracer is closed");
        }
        return run;
    }

    /** Name resolution, or a wait for that of others, may take long; the deadline holds nevertheless. */
    private void limitPreparation(OperationRun<?, ?> run, Future<?> preparation) {
        if (run.request().deadline().isEmpty()) {
            return;
        }
        // A transport is opened in a moment, and then there is a result that says how far it got; names may take
        // forever.
        boolean literals = run.request().hostCount() == 1 && !(run.request().target() instanceof Target.Name);
        long patience = run.nanosLeft() + (literals ? OPENING_NANOS : 0);
        Future<?> deadline = deadlines.schedule(
                () -> {
                    preparation.cancel(true);
                    run.failUnstarted(tooLate(run.request().target()));
                },
                patience);
        run.internal().whenComplete((result, cause) -> deadline.cancel(false));
    }

    private static PathTracerException tooLate(Target target) {
        return target instanceof Target.Name
                ? new UnknownTargetException(target + " was not resolved before the deadline")
                : new OperationCancelledException("The deadline passed before the first probe to " + target);
    }

    private void prepare(OperationRun<?, ?> run, Destinations own) {
        try {
            Request<?, ?> request = run.request();
            List<Endpoint> endpoints = own.find(request, run.internal());
            TransportNeeds needs = TransportNeeds.of(request.probe(), endpoints);
            start(run, endpoints, needs, own);
        } catch (InterruptedException e) {
            // By the deadline or the close, which end the run themselves.
            Thread.currentThread().interrupt();
        } catch (PathTracerException e) {
            run.fail(e);
        } catch (RuntimeException | Error e) {
            run.fail(e);
            throw e;
        }
    }

    /** With the first transport that can be opened. */
    private void start(OperationRun<?, ?> run, List<Endpoint> endpoints, TransportNeeds needs, Destinations own)
            throws InterruptedException {
        String name = run.request().probe().transport();
        TransportSelector left = selector;
        TransportSelector.Selection selection = left.select(name, needs.needs());
        List<ProbeEngine> loops = List.of();
        List<Endpoint> sendable = List.of();
        while (loops.isEmpty()) {
            try {
                sendable = needs.sendable(endpoints, selection.provider());
                loops = loops(run, selection.provider(), sendable);
            } catch (TracerClosedException e) {
                throw e;
            } catch (PathTracerException e) {
                left = left.without(selection.provider(), e);
                selection = next(left, name, needs.needs(), e);
            }
        }
        Optional<InetAddress> source = selection.provider().simulated() ? Optional.empty() : own.source(sendable);
        run.start(loops, sendable, selection, source, results);
    }

    /** The engines of the loops that an operation runs on. */
    private List<ProbeEngine> loops(OperationRun<?, ?> run, ProbeTransportProvider provider, List<Endpoint> endpoints)
            throws InterruptedException {
        // A port belongs to one loop, and the same flow shall have the same port every time.
        boolean ported = run.request().probe().protocol() != Protocol.ICMP;
        if (ported || engines.most(provider) == 1) {
            return List.of(engines.first(provider));
        }
        int parts = run.parts(endpoints, engines.most(provider));
        return parts > 1 ? engines.several(provider, parts) : List.of(engines.any(provider));
    }

    private static TransportSelector.Selection next(
            TransportSelector left, String name, List<ProbeNeed> needs, PathTracerException failure) {
        try {
            return left.select(name, needs);
        } catch (PathTracerException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    /** Tells all operations that this host came into another network. */
    void networkChanged() {
        runs.forEach(OperationRun::networkChanged);
    }

    /**
     * Takes no more operations, lets no deadline come any more, and ends the operations that probe. Throws what closing
     * an engine throws, once all are closed.
     */
    void close() {
        List<ProbeEngine> open = engines.shutDown();
        preparations.abort();
        deadlines.abort();
        closeAll(open);
    }

    /** Ends all that have not ended: those whose targets or names are still looked up. */
    void failAll() {
        runs.forEach(run -> run.fail(new TracerClosedException("The tracer was closed while the operation ran")));
    }

    /** Waits for preparations, since a name look-up of the system can't be interrupted, and for results. */
    void awaitThreads() {
        preparations.close();
        results.close();
    }

    /** Delivers the results that the callback executor did not get to: nothing may wait for them forever. */
    void deliver() {
        runs.forEach(OperationRun::deliver);
    }

    /** Closes them all, whatever one of them throws. */
    private static void closeAll(List<ProbeEngine> engines) {
        RuntimeException failure = null;
        for (ProbeEngine engine : engines) {
            try {
                engine.close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
