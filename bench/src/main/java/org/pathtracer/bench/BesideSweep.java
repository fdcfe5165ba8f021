// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.time.Duration;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/**
 * How long a trace takes while the same tracer sends a million pings as fast as it goes, and while it does nothing.
 * What is judged is how much later 99 of 100 end; the collector of garbage holds up the others, and its pauses are
 * told.
 */
final class BesideSweep implements Main.Comparison {
    private static final String BLOCK = "100.64.0.0/14";
    private static final int PINGS = 4;
    private static final int WARM_UP = 2000;
    private static final int IDLE = 500;
    private static final int SWEEPS = 3;
    private static final int MOST_LOOPS = 2;
    private static final long BOUND_NANOS = 20_000_000;
    private static final double MOST_TRACES = 0.99;

    @Override
    public void run(Report report) throws Exception {
        for (int loops = 1; loops <= MOST_LOOPS; loops++) {
            try (Lab lab = Lab.chain(0).open();
                    PathTracer tracer = PathTracer.builder().loops(loops).build()) {
                lab.answerFor(BLOCK);
                String target = lab.target(Family.V4).getHostAddress();
                for (int i = 0; i < WARM_UP; i++) {
                    trace(report, tracer, target);
                }
                compare(report, tracer, target, loops);
            }
        }
    }

    private static void compare(Report report, PathTracer tracer, String target, int loops) throws Exception {
        Samples idle = new Samples();
        Samples busy = new Samples();
        Pauses pauses = Pauses.watch();
        for (int i = 0; i < SWEEPS; i++) {
            for (int k = 0; k < IDLE; k++) {
                idle.time(() -> trace(report, tracer, target));
            }
            try (Measurement<PingEvent, PingResult> sweep = tracer.start(
                    PingRequest.to(BLOCK).count(PINGS).interval(Duration.ZERO).build())) {
                while (!sweep.isDone()) {
                    busy.time(() -> trace(report, tracer, target));
                }
            }
        }
        long delay = busy.quantile(MOST_TRACES) - idle.quantile(MOST_TRACES);
        report.judged(
                "a trace beside a sweep of 262,142 targets, four pings each, loops: " + loops,
                "%s, 99 %%: %s ms, longest %s ms; the collector's pauses: %s"
                        .formatted(
                                busy.text(),
                                Samples.millis(busy.quantile(MOST_TRACES)),
                                Samples.millis(busy.max()),
                                pauses.text()),
                "without the sweep: " + idle.text(),
                "median %s ms later, 99 %% %s ms later"
                        .formatted(Samples.millis(busy.median() - idle.median()), Samples.millis(delay)),
                "<= 20 ms",
                delay <= BOUND_NANOS);
    }

    private static void trace(Report report, PathTracer tracer, String target) {
        TraceResult result = tracer.trace(TraceRequest.to(target)
                .queries(1)
                .rateLimit(0)
                .enrichment(false)
                .reverseDns(false)
                .build());
        if (!result.reached()) {
            report.wrong("a trace beside a sweep did not reach its target");
        }
    }
}
