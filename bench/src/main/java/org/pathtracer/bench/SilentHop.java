// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.time.Duration;
import java.util.List;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/** What one hop that never answers costs, on a path of 10 ms. */
final class SilentHop implements Main.Comparison {
    private static final int SILENT = 5;
    private static final int RUNS = 15;
    private static final int SLOW_RUNS = 3;
    private static final Duration ALLOWANCE = Duration.ofMillis(20);

    @Override
    public void run(Report report) throws Exception {
        try (Lab lab = Lab.chain(Traces.ROUTERS)
                        .silent(SILENT)
                        .delay(Duration.ofMillis(5))
                        .open();
                PathTracer tracer = PathTracer.create()) {
            TraceRequest request = Traces.to(lab, Family.V4).build();
            Traces.settle(tracer, lab, Family.V4, SILENT);
            Samples ours = new Samples();
            Samples margins = new Samples();
            for (int i = 0; i < RUNS; i++) {
                TraceResult result = trace(report, lab, tracer, request);
                long allowed = 3 * longestRtt(result) + ALLOWANCE.toNanos();
                ours.add(result.duration().toNanos());
                margins.add(allowed - result.duration().toNanos());
            }
            long worst = margins.quantile(0);
            report.judged(
                    "one silent hop of 11, RTT 10 ms",
                    ours.text(),
                    "",
                    "margin %s ms, smallest %s ms".formatted(Samples.millis(margins.median()), Samples.millis(worst)),
                    "<= 3 RTT + 20 ms",
                    margins.median() >= 0);
            peers(report, lab, ours);
            withoutAdaptiveTimeout(report, lab, tracer, ours);
        }
    }

    private static void peers(Report report, Lab lab, Samples ours) throws Exception {
        String target = Traces.target(lab, Family.V4);
        for (Peer peer : List.of(Peer.traceroute(target), Peer.mtr(target), Peer.scamper(target))) {
            if (peer.installed()) {
                Samples times = new Samples();
                for (int i = 0; i < SLOW_RUNS; i++) {
                    times.time(peer::run);
                }
                report.ratio("one silent hop of 11, RTT 10 ms", ours, peer.name(), times);
            }
        }
    }

    private static void withoutAdaptiveTimeout(Report report, Lab lab, PathTracer tracer, Samples ours) {
        AdaptiveTimeout normal = AdaptiveTimeout.DEFAULT;
        TraceRequest patient = Traces.to(lab, Family.V4)
                .adaptiveTimeout(
                        new AdaptiveTimeout(false, normal.sameHopFactor(), normal.nextHopFactor(), normal.margin()))
                .build();
        Samples times = new Samples();
        for (int i = 0; i < SLOW_RUNS; i++) {
            times.add(trace(report, lab, tracer, patient).duration().toNanos());
        }
        report.told(
                "the same without adaptive timeouts",
                times.text(),
                "",
                "%.1f times as long".formatted(times.median() / (double) ours.median()));
    }

    private static long longestRtt(TraceResult result) {
        return result.hops().stream()
                .map(Hop::statistics)
                .flatMap(statistics -> statistics.max().stream())
                .mapToLong(Duration::toNanos)
                .max()
                .orElse(0);
    }

    private static TraceResult trace(Report report, Lab lab, PathTracer tracer, TraceRequest request) {
        TraceResult result = tracer.trace(request);
        if (!Traces.correct(result, lab.hops(Family.V4), SILENT)) {
            report.wrong("a trace with one silent hop is not the lab's path");
        }
        return result;
    }
}
