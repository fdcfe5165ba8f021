// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pathtracer.Hop;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.trace.Responder;

class HopTest {
    private static final InetAddress A = address(1);
    private static final InetAddress B = address(2);
    private static final ProbeOutcome LOST = new TimeoutRecord();
    private static final ProbeOutcome UNSENT =
            new ProbeOutcome.SendFailed("sendmsg", 101, "ENETUNREACH", "add a route");

    @Test
    void severalResponders_areListedInTheOrderOfProbes() {
        Hop hop = hop(answer(B, 30, false), answer(A, 10, false), LOST, answer(B, 20, false));
        assertThat(hop.responders()).extracting(Responder::address).containsExactly(B, A);
        assertThat(hop.responders().get(0).statistics().received()).isEqualTo(2);
        assertThat(hop.responders().get(0).statistics().lossRatio()).isZero();
        assertThat(hop.responders().get(1).statistics().mean()).contains(Duration.ofMillis(10));
    }

    @Test
    void firstResponder_givesAddressAndItsBestTime() {
        Hop hop = hop(LOST, answer(B, 30, false), answer(A, 10, false), answer(B, 20, false));
        assertThat(hop.address()).contains(B);
        assertThat(hop.rtt()).contains(Duration.ofMillis(20));
        assertThat(hop.responders().get(0).replyTtl()).hasValue(60);
    }

    @Test
    void silentHop_hasLossAndNothingElse() {
        Hop hop = hop(LOST, LOST);
        assertThat(hop.address()).isEmpty();
        assertThat(hop.rtt()).isEmpty();
        assertThat(hop.responders()).isEmpty();
        assertThat(hop.statistics().lossRatio()).isEqualTo(1);
    }

    @Test
    void failedSends_countNeitherAsSentNorAsLost() {
        Hop hop = hop(UNSENT, answer(A, 10, false), UNSENT);
        assertThat(hop.sent()).isEqualTo(1);
        assertThat(hop.statistics().lossRatio()).isZero();
        assertThat(hop(UNSENT).statistics().loss()).isEmpty();
    }

    @Test
    void lateAnswers_countAsReceived() {
        Hop hop = hop(answer(A, 10, true), LOST);
        assertThat(hop.received()).isEqualTo(1);
        assertThat(hop.statistics().lossRatio()).isEqualTo(0.5);
    }

    @Test
    void duplicates_neverMakeLossNegative() {
        Hop hop = new HopRecord(3, List.of(new ProbeResultRecord(3, 0, 0, answer(A, 10, false), 5)));
        assertThat(hop.received()).isEqualTo(1);
        assertThat(hop.statistics().lossRatio()).isZero();
    }

    @Test
    void appendedObjects_areListedOncePerResponder() {
        IcmpExtension stack = new IcmpExtension.MplsLabelStack(List.of(new MplsLabel(16001, 0, true, 1)));
        IcmpExtension other = new IcmpExtension.Unknown(9, 1, "0a0b");
        Hop hop = hop(appending(A, other, stack), LOST, appending(A, stack), appending(B));
        assertThat(hop.responders())
                .extracting(Responder::extensions)
                .containsExactly(List.of(other, stack), List.of());
        assertThat(hop.responders().get(0).mplsLabels()).containsExactly(new MplsLabel(16001, 0, true, 1));
        assertThat(hop.responders().get(1).mplsLabels()).isEmpty();
    }

    @Test
    void replyTtl_tellsByHowMuchTheWayBackIsLonger() {
        assertThat(hop(answer(A, 28, false)).asymmetry())
                .as("64 - 62 + 1 hops back, TTL 3")
                .hasValue(0);
        assertThat(hop(answer(A, 35, false)).asymmetry())
                .as("64 - 55 + 1 hops back, TTL 3")
                .hasValue(7);
        assertThat(hop(answer(A, 26, false)).asymmetry())
                .as("64 - 64 + 1 hops back, TTL 3")
                .hasValue(-2);
        assertThat(hop(LOST).asymmetry()).isEmpty();
    }

    private static ProbeOutcome appending(InetAddress from, IcmpExtension... objects) {
        return new TimeExceededRecord(
                ((ProbeOutcome.Answer) answer(from, 10, false)).reception(),
                QuotedPacketRecord.notShown(Matching.TAG),
                new IcmpExtensions(List.of(objects), false));
    }

    @Test
    void listChangedAfterwards_leavesHopAlone() {
        List<ProbeResult> probes = new ArrayList<>();
        Hop hop = new HopRecord(1, probes);
        probes.add(new ProbeResultRecord(1, 0, 0, LOST, 0));
        assertThat(hop.probes()).isEmpty();
    }

    private static Hop hop(ProbeOutcome... outcomes) {
        List<ProbeResult> probes = new ArrayList<>();
        for (ProbeOutcome outcome : outcomes) {
            probes.add(new ProbeResultRecord(3, probes.size(), 0, outcome, 0));
        }
        return new HopRecord(3, probes);
    }

    private static ProbeOutcome answer(InetAddress from, int millis, boolean late) {
        Reception reception = new ReceptionRecord(
                from,
                Duration.ofMillis(millis),
                TimestampSource.KERNEL,
                OptionalInt.of(90 - millis),
                OptionalInt.of(11),
                OptionalInt.of(0),
                late);
        return new TimeExceededRecord(reception, QuotedPacketRecord.notShown(Matching.TAG), IcmpExtensions.NONE);
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
