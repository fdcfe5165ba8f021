// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.time.Duration;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/** All probes at once against one at a time, on a path of 10 ms. */
final class ConcurrentProbes implements Main.Comparison {
    private static final int PAIRS = 10;
    private static final double BOUND = 5;

    @Override
    public void run(Report report) throws Exception {
        try (Lab lab = Lab.chain(Traces.ROUTERS).delay(Duration.ofMillis(5)).open();
                PathTracer tracer = PathTracer.create()) {
            TraceRequest together = Traces.to(lab, Family.V4).build();
            TraceRequest oneByOne = Traces.to(lab, Family.V4).sequential(true).build();
            Traces.settle(tracer, lab, Family.V4, 0);
            Samples fast = new Samples();
            Samples slow = new Samples();
            for (int i = 0; i < PAIRS; i++) {
                fast.time(() -> trace(report, lab, tracer, together));
                slow.time(() -> trace(report, lab, tracer, oneByOne));
            }
            double ratio = slow.median() / (double) fast.median();
            report.judged(
                    "11 hops, RTT 10 ms: all probes at once",
                    fast.text(),
                    "sequential(true) " + slow.text(),
                    "%.1f times faster".formatted(ratio),
                    ">= 5",
                    ratio >= BOUND);
        }
    }

    private static void trace(Report report, Lab lab, PathTracer tracer, TraceRequest request) {
        if (!Traces.correct(tracer.trace(request), lab.hops(Family.V4))) {
            report.wrong("a trace over 10 ms is not the lab's path: " + request);
        }
    }
}
