// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/** A ping without end at 10,000 packets a second, for ten minutes: its memory must be the same all the time. */
final class EndlessPing implements Main.Comparison {
    private static final int MINUTES = Integer.getInteger("pathtracer.bench.minutes", 10);
    private static final long MOST_GROWTH = 1 << 20;

    @Override
    public void run(Report report) throws Exception {
        try (Lab lab = Lab.chain(0).open();
                PathTracer tracer = PathTracer.create();
                Measurement<PingEvent, PingResult> ping =
                        tracer.start(PingRequest.to(lab.target(Family.V4).getHostAddress())
                                .interval(Duration.ofNanos(100_000))
                                .count(0)
                                .build())) {
            Samples heaps = new Samples();
            // The first minute fills what has a bound: replies kept, numbers in use.
            TimeUnit.MINUTES.sleep(1);
            heaps.add(heap());
            for (int minute = 1; minute < MINUTES; minute++) {
                TimeUnit.MINUTES.sleep(1);
                heaps.add(heap());
                System.err.println("heap after minute " + (minute + 1) + ": " + heap() / 1024 + " kB");
            }
            ping.cancel();
            PingResult result = ping.result().toCompletableFuture().get();
            long growth = heaps.max() - heaps.quantile(0);
            report.judged(
                    "ping without end for %d minutes: heap".formatted(MINUTES),
                    "%.1f to %.1f MB, %d sent, %d answered"
                            .formatted(
                                    heaps.quantile(0) / 1048576.0,
                                    heaps.max() / 1048576.0,
                                    result.sent(),
                                    result.received()),
                    "",
                    "%.0f packets a second"
                            .formatted(result.sent() * 1e9 / result.duration().toNanos()),
                    "differs by 1 MB at most",
                    growth <= MOST_GROWTH);
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
