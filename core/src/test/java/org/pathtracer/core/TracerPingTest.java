// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.pathtracer.AddressFamily;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Limit;
import org.pathtracer.Measurement;
import org.pathtracer.NotSupportedException;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.PathTracer;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.TransportLimit;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.FakeProvider;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.spi.Support;

/** Pings from the outside, as an application sees them. */
class TracerPingTest {
    private static final Script ECHO =
            (probe, number) -> List.of(Arrival.echo(1_000_000, probe.profile().destination()));

    /** For one family alone. */
    private static FakeProvider onlyIpv4() {
        ScriptedNetwork network = ScriptedNetwork.threaded(ECHO);
        return new FakeProvider(
                "onlyIPv4",
                need -> need.family() == AddressFamily.IPV4
                        ? new Support.Available("here", List.of(new Limit<>(TransportLimit.OTHER, "It is for IPv4.")))
                        : new Support.Unsupported("it is for IPv4"),
                network::open);
    }

    @Test
    void ping_givesTheWholeStory() {
        try (PathTracer tracer = TracerBench.over(ScriptedNetwork.threaded(ECHO))) {
            PingResult result = tracer.ping(TracerBench.TARGET);
            assertThat(result.statistics().lossRatio()).isZero();
            assertThat(result.replies()).hasSize(5);
            assertThat(result.transport().name()).isEqualTo("scripted");
            assertThat(result.duration()).isEqualTo(Duration.ofMillis(4001));
        }
    }

    @Test
    void started_isTheTimeFromWhichTheDurationCounts() {
        AtomicReference<Instant> prepared = new AtomicReference<>(Instant.MIN);
        ScriptedNetwork network = ScriptedNetwork.threaded(ECHO).supporting(() -> prepared.set(nextInstant()));
        try (PathTracer tracer = TracerBench.over(network)) {
            assertThat(tracer.ping(TracerBench.TARGET).started()).isAfterOrEqualTo(prepared.get());
        }
    }

    /** Later than any that was taken so far. */
    private static Instant nextInstant() {
        Instant before = Instant.now();
        Instant now = before;
        while (!now.isAfter(before)) {
            now = Instant.now();
        }
        return now;
    }

    @Test
    void unknownTargetAmongOthers_isAValue() {
        try (PathTracer tracer = TracerBench.over(ScriptedNetwork.threaded(ECHO))) {
            PingResult result = tracer.ping(
                    PingRequest.toAll(List.of("192.0.2.1", "pathtracer.invalid", "fe80::1", "localhost", "2001:db8::1"))
                            .count(2)
                            .build());
            List<PingSeries> targets = result.targets();
            assertThat(targets)
                    .extracting(series -> series.target().name())
                    .containsExactly("192.0.2.1", "pathtracer.invalid", "fe80::1", "localhost", "2001:db8::1");
            assertThat(targets).extracting(PingSeries::received).containsExactly(2L, 0L, 0L, 2L, 2L);
            assertThat(targets.get(1).target().failure())
                    .hasValueSatisfying(cause -> assertThat(cause).isInstanceOf(UnknownTargetException.class));
            assertThat(targets.get(2).target().failure())
                    .hasValueSatisfying(cause -> assertThat(cause).isInstanceOf(InvalidRequestException.class));
            assertThat(targets.get(1).sent()).isZero();
            assertThat(result.reached()).isFalse();
            assertThatThrownBy(result::replies).hasMessageContaining("5 targets were pinged");
        }
    }

    @Test
    void noTargetThatCanBeProbed_isTheOperationsFailure() {
        try (PathTracer tracer = TracerBench.over(ScriptedNetwork.threaded(ECHO))) {
            assertThatThrownBy(() -> tracer.ping("pathtracer.invalid")).isInstanceOf(UnknownTargetException.class);
            assertThatThrownBy(() -> tracer.ping(
                            PingRequest.toAll(List.of("a.invalid", "b.invalid")).build()))
                    .isInstanceOf(UnknownTargetException.class)
                    .hasMessageContaining("a.invalid");
            assertThatThrownBy(() -> tracer.ping(PingRequest.to("10.0.0.0/16")
                            .networkInterface("nosuch0")
                            .build()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("nosuch0");
        }
    }

    @Test
    void transportForBothFamilies_isPreferredToOneForTheFirst() {
        ScriptedNetwork both = ScriptedNetwork.threaded(ECHO);
        FakeProvider ipv4 = onlyIpv4();
        PingRequest mixed =
                PingRequest.toAll(List.of("192.0.2.1", "2001:db8::1")).count(1).build();
        try (PathTracer tracer = TracerBench.tracer(Optional.empty(), ipv4, both)) {
            PingResult result = tracer.ping(mixed);
            assertThat(result.transport().name()).isEqualTo("scripted");
            assertThat(result.reached()).isTrue();
            assertThat(tracer.ping("192.0.2.1").transport().name()).isEqualTo("onlyIPv4");
        }
    }

    @Test
    void familyThatNoTransportCanDo_isAValue() {
        FakeProvider ipv4 = onlyIpv4();
        try (PathTracer tracer = TracerBench.over(ipv4)) {
            PingResult result = tracer.ping(PingRequest.toAll(List.of("192.0.2.1", "2001:db8::1"))
                    .transport("onlyIPv4")
                    .count(1)
                    .build());
            assertThat(result.targets()).extracting(PingSeries::reached).containsExactly(true, false);
            assertThat(result.targets().get(1).target().failure())
                    .hasValueSatisfying(cause -> assertThat(cause)
                            .isInstanceOf(NotSupportedException.class)
                            .hasMessageContaining("IPv6"));
        }
    }

    @Test
    void slowSubscriber_seesHowMuchItMissedAndSlowsNothing() throws InterruptedException {
        CountDownLatch probed = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        List<PingEvent> seen = new ArrayList<>();
        try (PathTracer tracer = TracerBench.over(ScriptedNetwork.threaded(ECHO))) {
            Measurement<PingEvent, PingResult> ping = tracer.start(PingRequest.to(TracerBench.TARGET)
                    .count(10_000)
                    .interval(Duration.ofMillis(1))
                    .build());
            ping.events().subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(Long.MAX_VALUE);
                }

                @Override
                public void onNext(PingEvent event) {
                    await(probed);
                    seen.add(event);
                }

                @Override
                public void onError(Throwable cause) {
                    done.countDown();
                }

                @Override
                public void onComplete() {
                    done.countDown();
                }
            });
            PingResult result = ping.result().toCompletableFuture().join();
            assertThat(result.received()).isEqualTo(10_000);
            probed.countDown();
            await(done);
        }
        long dropped = seen.stream()
                .filter(PingEvent.Dropped.class::isInstance)
                .mapToLong(event -> ((PingEvent.Dropped) event).count())
                .sum();
        long replies = seen.stream().filter(PingEvent.Replied.class::isInstance).count();
        assertThat(dropped).isPositive();
        assertThat(replies + dropped).isEqualTo(10_000);
    }

    @Test
    void start_leavesTheNamesToOthers() throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        ScriptedNetwork slow = ScriptedNetwork.threaded(ECHO).supporting(() -> await(hangs));
        try (PathTracer tracer = TracerBench.over(slow)) {
            Measurement<PingEvent, PingResult> ping =
                    tracer.start(PingRequest.to("10.0.0.0/16").count(1).build());
            assertThat(ping.result().toCompletableFuture()).isNotDone();
            ping.cancel();
            assertThatThrownBy(ping.result().toCompletableFuture()::join)
                    .hasCauseInstanceOf(OperationCancelledException.class);
            hangs.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
