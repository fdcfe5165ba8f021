// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.StopReason;
import org.pathtracer.Target;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.result.PingCountsRecord;

/** Many targets, many probes, many operations. */
@InLab(tools = "nft")
@SuppressWarnings("try") // an open lab is a network, whether or not the variable is used
@SameForAllUsers
class PingScaleIT {
    private static PingRequest.Builder sweep(Transport transport, String block) {
        return PingRequest.to(block)
                .transport(transport.kind)
                .interval(Duration.ZERO)
                .count(1);
    }

    @ParameterizedTest
    @EnumSource
    void wholeBlock_isAnsweredByItself(Transport transport) {
        try (Lab lab = Block.open();
                PathTracer tracer = transport.open()) {
            PingResult result = tracer.ping(sweep(transport, Block.ANSWERING)
                    .timeout(Duration.ofSeconds(20))
                    .build());
            assertThat(result.targets()).hasSize(65_534).allMatch(series -> series.received() == 1);
            assertThat(result.counts()).isEqualTo(PingCountsRecord.NONE);
            assertThat(result.targets())
                    .allMatch(series -> series.target()
                            .address()
                            .equals(Optional.of(
                                    series.replies().get(0).answer().reception().address())));
        }
    }

    /**
     * While 50,000 probes to silent targets are in flight, those of another ping come between them: none of these is
     * lost or taken for another's, and none of the silent ones is answered.
     */
    @ParameterizedTest
    @EnumSource(names = {"DATAGRAM_EPOLL", "RAW_EPOLL"})
    void fiftyThousandInFlight_leaveNothingLostOrMistaken(Transport transport) throws Exception {
        try (Lab lab = Block.open();
                PathTracer tracer = transport.open()) {
            Witness witness = new Witness(lab, Lab.TARGET).count("silent", "ip daddr " + Block.SILENT);
            Target.Block block = (Target.Block) Target.of(Block.SILENT);
            List<Target> silent =
                    block.addresses().stream().limit(50_000).map(Target::of).toList();
            Measurement<PingEvent, PingResult> quiet = tracer.start(PingRequest.to(silent)
                    .transport(transport.kind)
                    .interval(Duration.ZERO)
                    .maxConcurrency(65_536)
                    .timeout(Duration.ofHours(1))
                    .count(1)
                    .build());
            while (witness.of("silent") < 50_000) {
                assertThat(quiet.result().toCompletableFuture()).isNotDone();
            }
            PingResult loud = tracer.ping(sweep(transport, "10.98.0.0/17")
                    .timeout(Duration.ofSeconds(20))
                    .count(2)
                    .build());
            assertThat(loud.targets()).hasSize(32_766).allMatch(series -> series.received() == 2);
            assertThat(loud.counts()).isEqualTo(PingCountsRecord.NONE);
            quiet.cancel();
            PingResult ended = quiet.result().toCompletableFuture().get();
            assertThat(ended.sent()).as("completed while in flight").isZero();
            assertThat(ended.counts()).isEqualTo(PingCountsRecord.NONE);
        }
    }

    /** More than an ICMP sequence number can tell, three times. */
    @ParameterizedTest
    @EnumSource(names = {"DATAGRAM_EPOLL", "RAW_EPOLL"})
    void sequenceNumbers_wrapWithoutConfusion(Transport transport) {
        try (Lab lab = Lab.chain(0).open();
                PathTracer tracer = transport.open()) {
            PingResult result = tracer.ping(PingRequest.to(lab.target(Family.V4).getHostAddress())
                    .transport(transport.kind)
                    .interval(Duration.ZERO)
                    .timeout(Duration.ofSeconds(20))
                    .maxConcurrency(1000)
                    .count(200_000)
                    .build());
            assertThat(result.sent()).isEqualTo(200_000);
            assertThat(result.received()).isEqualTo(200_000);
            assertThat(result.counts().duplicates()).isZero();
            assertThat(result.counts().late()).isZero();
            assertThat(result.outages()).isEmpty();
            assertThat(result.replies()).hasSize(65_536);
            assertThat(result.targets().get(0).repliesLeftOut()).isEqualTo(200_000 - 65_536);
        }
    }

    /** The asynchronous calls never block: the one thread that makes them all goes on with its own work. */
    @Test
    void singleThreadExecutor_keepsItsBeat() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        try (Lab lab = Block.open();
                PathTracer tracer =
                        PathTracer.builder().callbackExecutor(single).build()) {
            AtomicInteger beats = new AtomicInteger();
            List<CompletableFuture<PingResult>> pings = new ArrayList<>();
            CountDownLatch started = new CountDownLatch(1);
            single.execute(() -> {
                for (int i = 0; i < 3; i++) {
                    pings.add(tracer.start(PingRequest.to(Block.SILENT)
                                    .interval(Duration.ZERO)
                                    .maxConcurrency(20_000)
                                    .timeout(Duration.ofSeconds(1))
                                    .count(1)
                                    .build())
                            .result()
                            .toCompletableFuture());
                }
                started.countDown();
            });
            assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
            // Each beat is given only when the one before it was kept, so a blocked thread would show none.
            while (!pings.stream().allMatch(CompletableFuture::isDone)) {
                single.submit(beats::incrementAndGet).get(60, TimeUnit.SECONDS);
            }
            assertThat(beats.get()).isGreaterThan(1000);
            assertThat(pings).allMatch(ping -> ping.join().stopReason() == StopReason.COMPLETED);
        } finally {
            single.shutdownNow();
        }
    }

    @Test
    void slowSubscriber_slowsNothingAndKnowsWhatItMissed() throws Exception {
        try (Lab lab = Block.open();
                PathTracer tracer = PathTracer.create()) {
            Measurement<PingEvent, PingResult> ping = tracer.start(PingRequest.to("10.98.0.0/20")
                    .interval(Duration.ZERO)
                    .timeout(Duration.ofSeconds(20))
                    .count(5)
                    .build());
            Stopped subscriber = new Stopped();
            ping.events().subscribe(subscriber);
            PingResult result = ping.result().toCompletableFuture().get();
            assertThat(result.received()).isEqualTo(5 * 4094);
            subscriber.goOn();
            assertThat(subscriber.ended.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(subscriber.dropped).isPositive();
            assertThat(subscriber.dropped + subscriber.replies).isEqualTo(5 * 4094);
        }
    }

    /** Asks for nothing until told to. */
    private static final class Stopped implements Flow.Subscriber<PingEvent> {
        final CountDownLatch subscribed = new CountDownLatch(1);
        final CountDownLatch ended = new CountDownLatch(1);
        private Flow.Subscription subscription = null;
        long dropped;
        long replies;

        void goOn() throws InterruptedException {
            assertThat(subscribed.await(60, TimeUnit.SECONDS)).isTrue();
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            subscribed.countDown();
        }

        @Override
        public void onNext(PingEvent event) {
            dropped += event instanceof PingEvent.Dropped some ? some.count() : 0;
            replies += event instanceof PingEvent.Replied ? 1 : 0;
        }

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onComplete() {
            ended.countDown();
        }
    }

    /** The bench has the same for ten minutes. */
    @Test
    void endlessPing_holdsItsMemory() throws Exception {
        try (Lab lab = Lab.chain(0).open();
                PathTracer tracer = PathTracer.create()) {
            Measurement<PingEvent, PingResult> ping =
                    tracer.start(PingRequest.to(lab.target(Family.V4).getHostAddress())
                            .interval(Duration.ofNanos(100_000))
                            .count(0)
                            .keptReplies(1000)
                            .build());
            CountDownLatch some = new CountDownLatch(100_000);
            CountDownLatch many = new CountDownLatch(200_000);
            ping.events().subscribe(new CountingSubscriber<>(some) {
                @Override
                public void onNext(PingEvent event) {
                    super.onNext(event);
                    many.countDown();
                }
            });
            assertThat(some.await(120, TimeUnit.SECONDS)).isTrue();
            long before = heap();
            assertThat(many.await(120, TimeUnit.SECONDS)).isTrue();
            assertThat(heap() - before).isLessThan(4 << 20);
            ping.cancel();
            assertThat(ping.result().toCompletableFuture().get().received()).isGreaterThan(50_000);
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
