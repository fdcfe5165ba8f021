// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pathtracer.AddressFamily;
import org.pathtracer.FlowMethod;
import org.pathtracer.PathTracerException;
import org.pathtracer.core.packet.UdpMark;
import org.pathtracer.core.packet.UdpProbe;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.TransportListener;

/** To which probe an answer belongs that shows much, little, or something wrong. */
class UdpMatcherTest {
    private static final int SECRET = 0x1357;
    private static final int SOURCE = 61_000;
    private static final InFlightProbes.Flow FLOW = new InFlightProbes.Flow(Probes.TARGET, SOURCE, Probes.PORT);
    private static final InFlightProbes.Flow ELSEWHERE =
            new InFlightProbes.Flow(Probes.TARGET, SOURCE + 1, Probes.PORT);

    private final List<InetAddress> unidentified = new ArrayList<>();
    private final InFlightProbes inFlight = new InFlightProbes();
    private final UdpMatcher matcher = new UdpMatcher(inFlight, new Listener(), SECRET);
    private final TestPort port = new TestPort(AddressFamily.IPV4, SOURCE);

    private final class Listener implements TransportListener {
        @Override
        public void onSent(int id, long nanos, TimestampSource source) {}

        @Override
        public void onSendFailed(int id, ProbeOutcome.SendFailed failure) {}

        @Override
        public void onReply(Reply reply) {}

        @Override
        public void onUnidentified(InetAddress destination) {
            unidentified.add(destination);
        }

        @Override
        public void onDrained() {}

        @Override
        public void onBroken(PathTracerException cause) {}
    }

    private void send(Probe... probes) {
        for (Probe probe : probes) {
            inFlight.add(probe, port);
            inFlight.left(probe);
        }
    }

    private void send(int... ids) {
        for (int id : ids) {
            send(Probes.udp(id, 0, 60));
        }
    }

    private static UdpMark mark(int id, int bits) {
        return new UdpMark(OptionalInt.of(id), bits == 0 ? 0 : Probes.tag(id) & -1L << 64 - bits, bits);
    }

    private static OptionalInt key(int id) {
        int key = UdpProbe.key(id, SECRET);
        return OptionalInt.of(key == 0xffff ? 0 : key);
    }

    private static UdpMatcher.Match match(int id, Matching matching) {
        return new UdpMatcher.Match(id, matching, 0, 0);
    }

    @Test
    void tag_tellsTheProbeEvenOfATranslatedFlow() {
        send(3, 4);
        assertThat(matcher.quoted(ELSEWHERE, mark(4, 64)))
                .contains(new UdpMatcher.Match(4, Matching.NUMBER, Probes.tag(4), 64));
        assertThat(matcher.quoted(FLOW, mark(3, 32)))
                .contains(new UdpMatcher.Match(3, Matching.NUMBER, Probes.tag(3) & -1L << 32, 32));
    }

    @Test
    void tag_tellsLateAnswersAndDuplicates() {
        send(3);
        inFlight.end(3);
        assertThat(matcher.quoted(FLOW, mark(3, 64))).isPresent();
        assertThat(matcher.quoted(FLOW, mark(3, 64))).isPresent();
    }

    @Test
    void wrongTag_isLeftForTheEngineToCountAndChangesNothing() {
        send(3);
        UdpMark forged = new UdpMark(OptionalInt.of(3), ~Probes.tag(3), 64);
        assertThat(matcher.quoted(FLOW, forged)).contains(new UdpMatcher.Match(3, Matching.NUMBER, ~Probes.tag(3), 64));
        assertThat(inFlight.of(FLOW)).hasSize(1);
        assertThat(port.users).isEqualTo(1);
        assertThat(matcher.quoted(FLOW, UdpMark.NONE)).contains(match(3, Matching.ONLY_CANDIDATE));
    }

    @Test
    void wrongTagBesideAFittingFlow_isNoOnlyCandidate() {
        send(3);
        assertThat(matcher.quoted(FLOW, mark(9, 64)))
                .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(9));
        assertThat(matcher.quoted(FLOW, new UdpMark(OptionalInt.of(9), 0, 8))).isEmpty();
        assertThat(inFlight.of(FLOW)).hasSize(1);
    }

    @Test
    void onlyOneInFlight_isTheOne() {
        send(3);
        assertThat(matcher.quoted(FLOW, UdpMark.NONE)).contains(match(3, Matching.ONLY_CANDIDATE));
        assertThat(port.users).isZero();
        assertThat(matcher.quoted(FLOW, UdpMark.NONE)).as("answered").isEmpty();
        assertThat(unidentified).isEmpty();
    }

    @Test
    void severalInFlight_matchNone() {
        send(3, 4);
        assertThat(matcher.quoted(FLOW, UdpMark.NONE)).isEmpty();
        assertThat(unidentified).containsExactly(Probes.TARGET);
        inFlight.end(4);
        assertThat(matcher.quoted(FLOW, UdpMark.NONE)).contains(match(3, Matching.ONLY_CANDIDATE));
    }

    @Test
    void probesThatHaveNotLeft_areNotInFlight() {
        inFlight.add(Probes.udp(3, 0, 60), port);
        assertThat(matcher.quoted(FLOW, UdpMark.NONE)).isEmpty();
        assertThat(port.users).isEqualTo(1);
        inFlight.failed(Probes.udp(3, 0, 60));
        assertThat(port.users).isZero();
    }

    @Test
    void classicProbe_isToldByItsPort() {
        Probe first = Probes.udp(3, 0, FlowMethod.CLASSIC, 0, 60);
        Probe second = Probes.udp(4, 1, FlowMethod.CLASSIC, 0, 60);
        send(first, second);
        InFlightProbes.Flow flow = new InFlightProbes.Flow(Probes.TARGET, SOURCE, Probes.PORT + 1);
        assertThat(matcher.quoted(flow, UdpMark.NONE)).contains(match(4, Matching.NUMBER));
        assertThat(unidentified).isEmpty();
    }

    @Test
    void checksum_tellsTheProbeOfAFlow() {
        send(3, 4, 5);
        assertThat(matcher.quoted(FLOW, UdpMark.NONE, key(4), OptionalInt.empty()))
                .contains(match(4, Matching.NUMBER));
        assertThat(matcher.quoted(ELSEWHERE, UdpMark.NONE, key(3), OptionalInt.empty()))
                .isEmpty();
        assertThat(matcher.quoted(FLOW, UdpMark.NONE, key(4), OptionalInt.empty()))
                .as("answered")
                .isEmpty();
    }

    @Test
    void changedChecksum_leavesTheOnlyCandidate() {
        send(3);
        assertThat(matcher.quoted(FLOW, UdpMark.NONE, key(4711), OptionalInt.empty()))
                .contains(match(3, Matching.ONLY_CANDIDATE));
    }

    /** 0 and 65535 are the same in one's complement. */
    @Test
    void ambiguousChecksum_isUsedIfOneOfTheTwoIsInFlight() {
        int zero = UdpProbe.key(0, SECRET);
        int ones = UdpProbe.key(0xffff, SECRET);
        send(zero, ones, 7);
        assertThat(matcher.quoted(FLOW, UdpMark.NONE, OptionalInt.of(0), OptionalInt.empty()))
                .isEmpty();
        inFlight.end(zero);
        assertThat(matcher.quoted(FLOW, UdpMark.NONE, OptionalInt.of(0), OptionalInt.empty()))
                .contains(match(ones, Matching.NUMBER));
    }

    @Test
    void identification_tellsTheProbeThatHasIt() {
        send(Probes.udp(3, 0, FlowMethod.DUBLIN, 0, 60), Probes.udp(4, 0, FlowMethod.DUBLIN, 0, 60));
        assertThat(matcher.quoted(FLOW, UdpMark.NONE, OptionalInt.empty(), OptionalInt.of(4)))
                .contains(match(4, Matching.NUMBER));
        send(5, 6);
        assertThat(matcher.quoted(FLOW, UdpMark.NONE, OptionalInt.empty(), OptionalInt.of(5)))
                .as("the kernel's own identification")
                .isEmpty();
    }

    @Test
    void reply_isOfTheFlowItComesFrom() {
        send(3, 4);
        assertThat(matcher.reply(FLOW, mark(4, 64)))
                .contains(new UdpMatcher.Match(4, Matching.NUMBER, Probes.tag(4), 64));
        assertThat(matcher.reply(ELSEWHERE, mark(3, 64))).isEmpty();
        UdpMark words = new UdpMark(OptionalInt.of(0x6861), 0x7420_3f3f_3f3f_3f3fL, 64);
        assertThat(matcher.reply(FLOW, words)).contains(match(3, Matching.ONLY_CANDIDATE));
    }

    @Test
    void smallestProbes_areToldByTheFlowWhateverFillsTheirQuotes() {
        UdpMark zeros = new UdpMark(OptionalInt.of(0), 0, 64);
        for (int size = 28; size < 32; size++) {
            send(Probes.udp(3, 0, size));
            assertThat(matcher.quoted(FLOW, zeros)).contains(match(3, Matching.ONLY_CANDIDATE));
        }
        send(Probes.udp(3, 0, 32));
        assertThat(matcher.quoted(FLOW, new UdpMark(OptionalInt.of(3), 0, 64))).contains(match(3, Matching.NUMBER));
        send(Probes.udp(3, 0, 34));
        UdpMark padded = new UdpMark(OptionalInt.of(3), Probes.tag(3) & -1L << 48, 64);
        assertThat(matcher.quoted(FLOW, padded)).contains(new UdpMatcher.Match(3, Matching.NUMBER, padded.tag(), 16));
    }

    @Test
    void numberGivenAnew_isTheNewProbe() {
        send(3);
        send(Probes.udp(3, 1, FlowMethod.PARIS, 0, 61));
        assertThat(inFlight.of(FLOW)).hasSize(1);
        assertThat(port.users).isEqualTo(1);
    }

    /** A host with several addresses: the tag tells the probe, and ports alone do not. */
    @Test
    void replyFromAnotherAddress_isKnownByTheTagOnly() {
        InFlightProbes.Flow other = new InFlightProbes.Flow(Probes.address("198.51.100.7"), SOURCE, Probes.PORT);
        send(3, 4);
        assertThat(matcher.reply(other, mark(4, 64)))
                .contains(new UdpMatcher.Match(4, Matching.NUMBER, Probes.tag(4), 64));
        inFlight.end(4);
        assertThat(matcher.reply(other, mark(3, 16))).isEmpty();
        assertThat(matcher.reply(other, UdpMark.NONE)).isEmpty();
        InFlightProbes.Flow otherPort =
                new InFlightProbes.Flow(Probes.address("198.51.100.7"), SOURCE, Probes.PORT + 1);
        assertThat(matcher.reply(otherPort, mark(3, 64))).isEmpty();
    }
}
