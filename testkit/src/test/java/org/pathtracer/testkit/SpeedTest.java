// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;

/** Many traces get through; the rate is reported and not judged, since this machine is not known. */
class SpeedTest {
    private static final int TRACES = 10_000;
    private static final int BATCH = 200;
    private static final Topology CHAIN = Topology.chain(15, Duration.ofMillis(3));
    private static final TraceRequest REQUEST =
            Traces.request("10.0.0.15", request -> request.queries(1).timeout(Duration.ofSeconds(5)));

    @Test
    void oneAfterTheOther_allReach(TestReporter reporter) {
        try (PathTracer tracer = Traces.tracer(CHAIN, 1)) {
            long start = System.nanoTime();
            for (int i = 0; i < TRACES; i++) {
                assertThat(tracer.trace(REQUEST).hops()).hasSize(15);
            }
            report(reporter, "one after the other", start);
        }
    }

    @Test
    void batches_allReach(TestReporter reporter) {
        try (PathTracer tracer = Traces.tracer(CHAIN, 1)) {
            long start = System.nanoTime();
            for (int i = 0; i < TRACES / BATCH; i++) {
                List<CompletableFuture<TraceResult>> batch = IntStream.range(0, BATCH)
                        .mapToObj(n -> tracer.start(REQUEST).result().toCompletableFuture())
                        .toList();
                batch.forEach(each -> assertThat(each.join().hops()).hasSize(15));
            }
            report(reporter, "in batches", start);
        }
    }

    private static void report(TestReporter reporter, String way, long start) {
        long perSecond = TRACES * 1_000_000_000L / (System.nanoTime() - start);
        reporter.publishEntry("traces of 15 hops per second, " + way, String.valueOf(perSecond));
    }
}
