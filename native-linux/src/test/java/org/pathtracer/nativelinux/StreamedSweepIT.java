// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.ping.TargetResults;

/** Sweeps of many local addresses whose results go to a subscriber: what they take of the heap, and that all come. */
@InLab
@SameForAllUsers
class StreamedSweepIT {
    private static final String FEW = "127.64.0.0/14";
    private static final int FEW_HOSTS = (1 << 18) - 2;
    private static final String FEWER = "127.64.0.0/16";
    private static final int FEWER_HOSTS = (1 << 16) - 2;

    /** Takes them one by one, and looks at the heap shortly before the last. */
    private static final class Heap implements Flow.Subscriber<PingEvent> {
        private final BitSet told = new BitSet();
        private final int hosts;
        private long used;
        private long answered;
        private Flow.@Nullable Subscription subscription;

        Heap(int hosts) {
            this.hosts = hosts;
        }

        @Override
        public void onSubscribe(Flow.Subscription newcomer) {
            subscription = newcomer;
            newcomer.request(1);
        }

        @Override
        public void onNext(PingEvent event) {
            if (event instanceof PingEvent.TargetCompleted target) {
                assertThat(told.get(target.index())).isFalse();
                told.set(target.index());
                answered += target.series().received();
                if (told.cardinality() == hosts - 1000) {
                    System.gc();
                    used = ManagementFactory.getMemoryMXBean()
                            .getHeapMemoryUsage()
                            .getUsed();
                }
            }
            if (subscription != null) {
                subscription.request(1);
            }
        }

        @Override
        public void onError(Throwable cause) {
            throw new AssertionError(cause);
        }

        @Override
        public void onComplete() {}
    }

    private static PingRequest sweep(String block) {
        return PingRequest.to(block)
                .count(1)
                .interval(Duration.ZERO)
                .maxConcurrency(1024)
                .targetResults(TargetResults.STREAMED)
                .build();
    }

    private static long heap(PathTracer tracer, String block, int hosts) {
        Heap heap = new Heap(hosts);
        try (Measurement<PingEvent, PingResult> sweep = tracer.start(sweep(block))) {
            sweep.events().subscribe(heap);
            PingResult result = sweep.await();
            assertThat(result.received()).isEqualTo(hosts);
            assertThat(result.targetsStreamed()).isEqualTo(hosts);
        }
        return heap.used;
    }

    /** The rest of the heap is the same for both. */
    @Test
    void heap_doesNotGrowByWhatIsKnownOfEachTarget() {
        try (PathTracer tracer = PathTracer.create()) {
            heap(tracer, FEWER, FEWER_HOSTS);
            long fewer = heap(tracer, FEWER, FEWER_HOSTS);
            long few = heap(tracer, FEW, FEW_HOSTS);
            // Where it is in turn, and where its state would be: 4 bytes each, and 4 for its share of several loops.
            assertThat((double) (few - fewer) / (FEW_HOSTS - FEWER_HOSTS)).isLessThan(24);
        }
    }

    @ParameterizedTest
    @CsvSource({"raw, 1", "raw, 2", "dgram, 2"})
    void targetsOfEachTransport_areAllTold(String transport, int loops) {
        try (PathTracer tracer = PathTracer.builder().loops(loops).build()) {
            Heap told = new Heap(FEWER_HOSTS);
            PingRequest request = PingRequest.to(FEWER)
                    .count(2)
                    .interval(Duration.ZERO)
                    .transport(transport)
                    .targetResults(TargetResults.STREAMED)
                    .build();
            try (Measurement<PingEvent, PingResult> sweep = tracer.start(request)) {
                sweep.events().subscribe(told);
                PingResult result = sweep.await();
                assertThat(result.received()).isEqualTo(2L * FEWER_HOSTS);
                assertThat(result.counts().isZero()).isTrue();
            }
        }
    }
}
