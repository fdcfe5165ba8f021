// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PathTracer;
import org.pathtracer.TracerClosedException;
import org.pathtracer.exporter.kind.Attempt;
import org.pathtracer.exporter.kind.Finding;
import org.pathtracer.exporter.kind.Task;
import org.pathtracer.exporter.meters.Family;
import org.pathtracer.exporter.meters.Meters;
import org.pathtracer.exporter.meters.Series;

/** One measurement for one request, with figures of its own. Names of series are those of the blackbox exporter. */
final class OneProbe {
    private static final Family SUCCESS =
            Family.gauge("probe_success", "1 if the target answered in time, else 0");
    private static final Family DURATION = Family.gauge("probe_duration_seconds", "How long the measurement took");
    private static final Family RESOLVED =
            Family.gauge("pathtracer_resolved", "0 if the target has no address, else 1");

    private final Meters meters = new Meters(List.of());
    private final Series series = meters.series(List.of());
    private final long begun = System.nanoTime();
    private final CompletableFuture<Probed> answer;

    private OneProbe(CompletableFuture<Probed> answer) {
        this.answer = answer;
    }

    /** Measures on this thread, and never longer than asked for. */
    static void start(
            Task task,
            @Nullable PathTracer tracer,
            Duration longest,
            ScheduledExecutorService thread,
            CompletableFuture<Probed> answer) {
        OneProbe probe = new OneProbe(answer);
        try {
            if (tracer == null) {
                throw new TracerClosedException("there is no configuration yet");
            }
            Attempt attempt = task.start(tracer);
            // What is known by then comes as a partial result; if not even that comes, there is an answer nevertheless.
            Future<?> cancel =
                    thread.schedule(attempt.cancel(), longest.toMillis() * 9 / 10, TimeUnit.MILLISECONDS);
            Future<?> end = thread.schedule(() -> probe.ended(null), longest.toMillis(), TimeUnit.MILLISECONDS);
            attempt.finding()
                    .whenCompleteAsync(
                            (finding, failure) -> {
                                cancel.cancel(false);
                                end.cancel(false);
                                probe.ended(finding);
                            },
                            thread);
        } catch (RuntimeException e) {
            probe.ended(null);
        }
    }

    private void ended(@Nullable Finding finding) {
        if (answer.isDone()) {
            return;
        }
        boolean success = finding != null && finding.up();
        if (finding != null) {
            finding.record(series);
        }
        series.set(SUCCESS, success ? 1 : 0);
        series.set(RESOLVED, finding != null && finding.resolved() ? 1 : 0);
        series.set(DURATION, Series.seconds(Duration.ofNanos(System.nanoTime() - begun)));
        answer.complete(new Probed(success, meters));
    }
}
