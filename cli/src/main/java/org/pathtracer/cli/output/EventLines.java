// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.output;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.report.ReportOptions;
import org.pathtracer.report.Reports;
import org.pathtracer.report.json.EventJson;

/**
 * An operation as lines of JSON: an event as soon as it happens, and the result as the last. A slow reader does not
 * slow down the probes: the events that it misses are counted in a line of their own.
 *
 * @param <E> what happens meanwhile
 * @param <R> what comes of it
 */
public final class EventLines<E, R extends Reportable> implements LiveReport<E, R> {
    /** Writes a line for an event. */
    public interface Line<E> {
        void write(EventJson.Lines lines, E event) throws IOException;
    }

    private final Terminal terminal;
    private final Line<E> line;
    private final Predicate<E> wanted;
    private final OutputBatch batch;
    private final EventJson.Lines lines;
    private Consumer<E> heard = event -> {};
    private Runnable waiting = () -> {};
    private Runnable moved = () -> {};

    /** Of all events. */
    public EventLines(Terminal terminal, Line<E> line) {
        this(terminal, line, event -> true);
    }

    /**
     * Of some events.
     *
     * @param wanted says which get a line
     */
    public EventLines(Terminal terminal, Line<E> line, Predicate<E> wanted) {
        this.terminal = terminal;
        this.line = line;
        this.wanted = wanted;
        batch = new OutputBatch(terminal);
        lines = EventJson.lines(batch.stream());
    }

    /**
     * Shows beside it how far the operation is.
     *
     * @param heard takes each event
     * @param waiting shows what is awaited
     * @param moved takes that away
     */
    public EventLines<E, R> progress(Consumer<E> heard, Runnable waiting, Runnable moved) {
        this.heard = heard;
        this.waiting = waiting;
        this.moved = moved;
        return this;
    }

    @Override
    public boolean onEvent(E event) {
        heard.accept(event);
        if (wanted.test(event)) {
            OutputBatch.doing(() -> line.write(lines, event));
        }
        return batch.isRead();
    }

    /** Behind the last event that was waiting. */
    @Override
    public void onTick() {
        flush();
        waiting.run();
    }

    @Override
    public void onResult(R result) {
        moved.run();
        flush();
        terminal.document(Reports.json(result, ReportOptions.standard().compact(true)));
    }

    private void flush() {
        OutputBatch.doing(lines::flush);
        batch.flush();
    }
}
