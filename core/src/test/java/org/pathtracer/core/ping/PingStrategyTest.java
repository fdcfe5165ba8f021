// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.core.ping.PingBench.EPERM;
import static org.pathtracer.core.ping.PingBench.MILLI;
import static org.pathtracer.core.ping.PingBench.echo;
import static org.pathtracer.core.ping.PingBench.echoOf;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pathtracer.FlowMethod;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.result.PingCountsRecord;

/** What becomes of single probes, and how it is told and counted. */
class PingStrategyTest {
    @Test
    void defaults_areFiveProbesOneASecond() {
        PingBench bench = PingBench.of(echo(10), builder -> builder);
        PingResult result = bench.result();
        assertThat(bench.sentAt).containsExactly(0L, 1000 * MILLI, 2000 * MILLI, 3000 * MILLI, 4000 * MILLI);
        assertThat(result.stopReason()).isEqualTo(StopReason.COMPLETED);
        assertThat(result.duration()).isEqualTo(Duration.ofMillis(4010));
        assertThat(result.sent()).isEqualTo(5);
        assertThat(result.received()).isEqualTo(5);
        assertThat(result.reached()).isTrue();
        assertThat(result.target().name()).isEqualTo("192.0.2.1");
        assertThat(result.statistics().lossRatio()).isZero();
        assertThat(result.statistics().mean()).contains(Duration.ofMillis(10));
        assertThat(result.replies()).extracting(PingReply::sequence).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(bench.sent).allSatisfy(probe -> assertThat(probe.ttl()).isEqualTo(64));
    }

    @Test
    void events_tellTheSameInOrder() {
        PingBench bench = PingBench.of(
                (probe, number) -> number == 1 ? List.of() : List.of(echoOf(probe, 10)),
                builder -> builder.count(3).timeout(Duration.ofMillis(500)));
        bench.result();
        assertThat(bench.events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Started", "Replied", "Lost", "Replied");
        assertThat(bench.events(PingEvent.Lost.class)).singleElement().satisfies(lost -> {
            assertThat(lost.sequence()).isEqualTo(1);
            assertThat(lost.target().name()).isEqualTo("192.0.2.1");
        });
    }

    @Test
    void goldenVector_hasLossOfOneHalf() {
        PingResult result = PingBench.of(
                        (probe, number) -> number % 2 == 1 ? List.of() : List.of(echoOf(probe, number == 0 ? 10 : 20)),
                        builder -> builder.count(4))
                .result();
        assertThat(result.statistics().lossRatio()).isEqualTo(0.5);
        assertThat(result.statistics().mean()).contains(Duration.ofMillis(15));
        assertThat(result.outages()).isEmpty();
    }

    @Test
    void lastProbe_getsItsWholeTimeout() {
        PingBench bench = PingBench.of(echo(1999), builder -> builder.count(2));
        assertThat(bench.result().received()).isEqualTo(2);
        PingResult silent =
                PingBench.of(Script.SILENCE, builder -> builder.count(2)).result();
        assertThat(silent.statistics().lossRatio()).isEqualTo(1);
        assertThat(silent.reached()).isFalse();
        assertThat(silent.duration()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3003));
    }

    @Test
    void probesInFlightAtTheEnd_countNowhere() {
        PingResult result = PingBench.of(
                        (probe, number) -> number == 0 ? List.of(echoOf(probe, 10)) : List.of(), builder -> builder)
                .cancelledAfter(Duration.ofMillis(2500));
        assertThat(result.stopReason()).isEqualTo(StopReason.CANCELLED);
        assertThat(result.sent()).isEqualTo(1);
        assertThat(result.statistics().lossRatio()).isZero();
        PingResult atDeadline = PingBench.of(
                        echo(10), builder -> builder.count(0).deadline(Duration.ofMillis(3005)))
                .result();
        assertThat(atDeadline.stopReason()).isEqualTo(StopReason.DEADLINE);
        assertThat(atDeadline.sent()).isEqualTo(3);
        assertThat(atDeadline.received()).isEqualTo(3);
    }

    @Test
    void lateReplies_areCountedApartAndStayLost() {
        PingBench bench = PingBench.of(
                (probe, number) -> List.of(echoOf(probe, number == 0 ? 2500 : 10)), builder -> builder.count(4));
        PingResult result = bench.result();
        assertThat(result.counts().late()).isEqualTo(1);
        assertThat(result.received()).isEqualTo(3);
        assertThat(result.statistics().lossRatio()).isEqualTo(0.25);
        assertThat(result.statistics().max()).contains(Duration.ofMillis(10));
        assertThat(result.replies().get(2).answer().reception().late()).isTrue();
        assertThat(result.replies().get(2).sequence()).isZero();
    }

    @Test
    void duplicatesAndReorderedReplies_areCounted() {
        PingBench bench = PingBench.of(
                (probe, number) -> number == 0
                        ? List.of(echoOf(probe, 10), echoOf(probe, 11), echoOf(probe, 12))
                        : List.of(echoOf(probe, number == 1 ? 1500 : 10)),
                builder -> builder.count(3));
        PingResult result = bench.result();
        assertThat(result.counts()).isEqualTo(new PingCountsRecord(2, 0, 1, 0, 0));
        assertThat(result.received()).isEqualTo(3);
        assertThat(bench.events(PingEvent.Duplicate.class)).hasSize(2);
        assertThat(bench.events(PingEvent.Replied.class))
                .extracting(event -> event.reply().reordered())
                .containsExactly(false, false, true);
    }

    @Test
    void icmpErrors_areRepliesButNotReceived() {
        PingResult result = PingBench.of(
                        (probe, number) -> List.of(
                                number == 0
                                        ? Arrival.unreachable(MILLI, PingBench.address("10.0.0.1"), 1)
                                        : Arrival.exceeded(MILLI, PingBench.address("10.0.0.2"))),
                        builder -> builder.count(3).ttl(1))
                .result();
        assertThat(result.counts()).isEqualTo(new PingCountsRecord(0, 0, 0, 1, 2));
        assertThat(result.statistics().lossRatio()).isEqualTo(1);
        assertThat(result.reached()).isFalse();
        assertThat(result.replies()).hasSize(3);
        assertThat(result.replies().get(0).answer()).isInstanceOf(ProbeOutcome.Unreachable.class);
    }

    @Test
    void closedPortOfTheTarget_isAnAnswerToUdp() {
        PingResult result = PingBench.of(
                        (probe, number) -> List.of(Arrival.unreachable(
                                MILLI, number == 0 ? probe.profile().destination() : PingBench.address("10.0.0.1"), 3)),
                        builder -> builder.protocol(Protocol.UDP).count(2))
                .result();
        assertThat(result.received()).isEqualTo(1);
        assertThat(result.counts().unreachable()).isEqualTo(1);
        assertThat(result.protocol()).isEqualTo(Protocol.UDP);
    }

    @Test
    void probesThatCantLeave_areCountedPerTargetAndErrorWhileTheRestGoesOn() {
        ProbeOutcome.SendFailed enobufs = new ProbeOutcome.SendFailed("sendmmsg", 105, "ENOBUFS", "the queue is full");
        int[] sends = {0};
        PingBench bench = new PingBench(
                echo(1),
                PingRequest.to("192.0.2.1").targets("192.0.2.2").build(),
                false,
                network -> network.failing(probe -> {
                    boolean first = probe.profile().destination().equals(PingBench.address("192.0.2.1"));
                    return first ? Optional.of(sends[0]++ == 2 ? enobufs : EPERM) : Optional.empty();
                }));
        PingResult result = bench.result();
        PingSeries forbidden = result.targets().get(0);
        assertThat(forbidden.sendFailures()).containsEntry(EPERM, 4L).containsEntry(enobufs, 1L);
        assertThat(forbidden.sent()).isZero();
        assertThat(forbidden.statistics().loss()).isEmpty();
        assertThat(forbidden.outages())
                .singleElement()
                .satisfies(outage -> assertThat(outage.probes()).isEqualTo(5));
        assertThat(result.targets().get(1).received()).isEqualTo(5);
        assertThat(bench.events(PingEvent.NotSent.class)).hasSize(5);
    }

    @Test
    void outages_areFromTheFirstLostProbeToTheNextAnsweredOne() {
        PingBench bench = PingBench.of(
                (probe, number) -> number >= 3 && number < 7 || number == 9 || number > 10
                        ? List.of()
                        : List.of(echoOf(probe, 10)),
                builder -> builder.count(14));
        PingResult result = bench.result();
        assertThat(result.outages())
                .containsExactly(
                        new Outage(3, 4, Duration.ofSeconds(3), Duration.ofSeconds(4), true),
                        new Outage(
                                11, 3, Duration.ofSeconds(11), result.duration().minusSeconds(11), false));
        assertThat(bench.events(PingEvent.OutageEnded.class))
                .extracting(PingEvent.OutageEnded::outage)
                .containsExactly(result.outages().get(0));
    }

    @Test
    void oneProbePerFlow_isKeptToWhileOthersGoOn() {
        PingRequest request = PingRequest.to("192.0.2.1")
                .targets("192.0.2.2")
                .period(Duration.ofSeconds(1))
                .timeout(Duration.ofMillis(2500))
                .count(4)
                .build();
        Script firstIsSilent = (probe, number) -> probe.profile().destination().equals(PingBench.address("192.0.2.1"))
                ? List.of()
                : List.of(echoOf(probe, 1));
        PingBench bench = new PingBench(firstIsSilent, request, true, network -> network);
        PingResult result = bench.result();
        assertThat(bench.network.mostInFlight()).isEqualTo(2);
        assertThat(result.targets().get(0).sent()).isEqualTo(4);
        assertThat(result.targets().get(1).received()).isEqualTo(4);
        assertThat(result.duration()).isGreaterThan(Duration.ofSeconds(10));
        assertThat(bench.sent.stream()
                        .filter(probe -> probe.profile().destination().equals(PingBench.address("192.0.2.2"))))
                .hasSize(4);
    }

    @Test
    void classicFlowMethod_countsFlowsUp() {
        PingBench bench = PingBench.of(
                echo(1),
                builder -> builder.flowMethod(FlowMethod.CLASSIC).flow(65_532).count(4));
        bench.result();
        assertThat(bench.sent).extracting(probe -> probe.flow()).containsExactly(65_532, 65_533, 0, 1);
        PingBench paris = PingBench.of(echo(1), builder -> builder.flow(7).count(3));
        paris.result();
        assertThat(paris.sent).extracting(probe -> probe.flow()).containsExactly(7, 7, 7);
    }

    @Test
    void ttl_isThatOfTheProbes() {
        PingBench bench = PingBench.of(echo(1), builder -> builder.ttl(3).count(1));
        bench.result();
        assertThat(bench.sent.get(0).ttl()).isEqualTo(3);
    }
}
