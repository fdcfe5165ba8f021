// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.schedule;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PathTracer;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.exporter.config.TargetEntry;
import org.pathtracer.exporter.metric.Metric;
import org.pathtracer.exporter.metric.Series;

/** The rounds of one target, one at a time. Thread-safe. */
public final class Watch implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger("org.pathtracer.exporter");
    private static final List<String> RESULTS = List.of("reached", "unreached", "failed", "skipped");
    private static final double MILLIS_PER_SECOND = 1e3;

    private final TargetEntry target;
    private final PathTracer tracer;
    private final Series series;
    private final Turns turns;
    private boolean busy;
    private boolean closed;
    private @Nullable CompletableFuture<Boolean> running;
    private Optional<String> told = Optional.empty();

    Watch(TargetEntry target, PathTracer tracer, Series series, Turns turns) {
        this.target = target;
        this.tracer = tracer;
        this.series = series;
        this.turns = turns;
        series.set(Metric.UP, Double.NaN);
        RESULTS.forEach(result -> series.add(Metric.ROUNDS, 0, result));
        target.round().prepare(series);
    }

    TargetEntry target() {
        return target;
    }

    /** It is time for a round: it begins in its turn, or is left out if the last one has not ended. */
    synchronized void due() {
        if (closed) {
            return;
        }
        if (busy) {
            series.add(Metric.ROUNDS, 1, "skipped");
        } else {
            busy = true;
            turns.take(this::begin);
        }
    }

    private void begin() {
        long began = System.nanoTime();
        CompletableFuture<Boolean> round;
        synchronized (this) {
            if (closed) {
                turns.give();
                return;
            }
            round = started();
            running = round;
        }
        var unused = round.whenComplete((reached, failure) -> {
            turns.give();
            end(reached, failure, Duration.ofNanos(System.nanoTime() - began));
        });
    }

    private CompletableFuture<Boolean> started() {
        try {
            return target.round().start(tracer, series);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized void end(@Nullable Boolean reached, @Nullable Throwable failure, Duration took) {
        busy = false;
        running = null;
        if (closed) {
            return;
        }
        Optional<Throwable> cause = Optional.ofNullable(failure).map(Watch::cause);
        boolean answered = Boolean.TRUE.equals(reached);
        // What this host can't do itself says nothing about the target; a name that is unknown does.
        boolean known = cause.isEmpty() || cause.get() instanceof UnknownTargetException;
        series.set(Metric.UP, known ? answered ? 1 : 0 : Double.NaN);
        series.add(Metric.ROUNDS, 1, cause.isPresent() ? "failed" : answered ? "reached" : "unreached");
        series.set(Metric.ROUND_DURATION, Optional.of(took));
        series.set(Metric.ROUND_TIME, InstantSource.system().millis() / MILLIS_PER_SECOND);
        tell(cause.map(Throwable::getMessage));
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    /** The same failure again is no news. */
    private void tell(Optional<String> failure) {
        if (!failure.equals(told)) {
            LOGGER.log(
                    failure.isPresent() ? Level.WARNING : Level.INFO,
                    "{0} ({1}): {2}",
                    target.name(),
                    target.module().name(),
                    failure.orElse("measured again"));
            told = failure;
        }
    }

    /** Ends the round that runs, and removes the series. */
    @Override
    public void close() {
        CompletableFuture<Boolean> last;
        synchronized (this) {
            closed = true;
            last = running;
            series.remove();
        }
        if (last != null) {
            last.cancel(true);
        }
    }
}
