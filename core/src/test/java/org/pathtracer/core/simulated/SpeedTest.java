// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.testkit.PacketNetwork;
import org.pathtracer.testkit.Topology;

/** Many traces get through; the rate is reported and not judged, since this machine is not known. */
class SpeedTest {
    private static final int TRACES = 10_000;
    private static final int PACKETS = 1_000_000;
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
            report(reporter, "traces of 15 hops per second, one after the other", TRACES, start);
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
            report(reporter, "traces of 15 hops per second, in batches", TRACES, start);
        }
    }

    /** Through ten hops, with TTLs as a trace has them: each packet parsed, simulated, and its answer written. */
    @Test
    void packets_allAnswered(TestReporter reporter) {
        PacketNetwork network = PacketNetwork.of(Topology.chain(10, Duration.ofMillis(3)), 1);
        List<ByteBuffer> packets = IntStream.rangeClosed(1, 10)
                .mapToObj(ttl -> ByteBuffer.wrap(new SourcePackets(false, "10.0.0.10", ttl).datagram(33_434, 32)))
                .toList();
        long start = System.nanoTime();
        int answered = 0;
        for (int i = 0; i < PACKETS; i++) {
            network.inject(packets.get(i % packets.size()).rewind(), i * 1_000L);
            while (network.poll(i * 1_000L).isPresent()) {
                answered++;
            }
        }
        while (network.poll(Long.MAX_VALUE / 2).isPresent()) {
            answered++;
        }
        assertThat(answered).isEqualTo(PACKETS);
        report(reporter, "packets per second", PACKETS, start);
    }

    private static void report(TestReporter reporter, String what, int count, long start) {
        long perSecond = count * 1_000_000_000L / (System.nanoTime() - start);
        reporter.publishEntry(what, String.valueOf(perSecond));
    }
}
