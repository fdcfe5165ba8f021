// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.RejectionReason.NOT_AWAITED;
import static org.pathtracer.RejectionReason.TOO_SHORT;
import static org.pathtracer.RejectionReason.WRONG_DESTINATION;
import static org.pathtracer.RejectionReason.WRONG_KIND;
import static org.pathtracer.RejectionReason.WRONG_SOURCE;
import static org.pathtracer.RejectionReason.WRONG_TAG;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.FlowMethod;
import org.pathtracer.Protocol;
import org.pathtracer.RejectionReason;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

class ReplyCheckTest {
    private static final long TAG = 0x8123456789abcdefL;
    private static final InetAddress TARGET = ScriptedPath.TARGET;
    private static final InetAddress ROUTER = ScriptedPath.router(3);

    @Test
    void trueAnswers_pass() {
        assertThat(check(60, echo(TARGET, TAG, 64))).isEmpty();
        assertThat(check(60, exceeded(TARGET, TAG, 64))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = InFlightProbe.State.class,
            names = {"EMPTY", "FAILED"})
    void replyToNoProbe_isNotAwaited(InFlightProbe.State state) {
        InFlightProbe awaited = awaited(60);
        awaited.state = state;
        assertThat(ReplyCheck.check(awaited, echo(TARGET, TAG, 64))).contains(NOT_AWAITED);
        assertThat(ReplyCheck.check(new InFlightProbe(1), echo(TARGET, TAG, 64)))
                .contains(NOT_AWAITED);
    }

    @ParameterizedTest
    @EnumSource(
            value = InFlightProbe.State.class,
            names = {"ANSWERED", "EXPIRED", "IN_FLIGHT"})
    void duplicatesAndLateAnswers_pass(InFlightProbe.State state) {
        InFlightProbe awaited = awaited(60);
        awaited.state = state;
        assertThat(ReplyCheck.check(awaited, echo(TARGET, TAG, 64))).isEmpty();
    }

    @Test
    void answerBeforeTheProbeLeft_isNotAwaited() {
        InFlightProbe awaited = awaited(60);
        awaited.left = false;
        assertThat(ReplyCheck.check(awaited, echo(TARGET, TAG, 64))).contains(NOT_AWAITED);
    }

    @Test
    void everyForgedBit_isSeen() {
        for (int bit = 0; bit < 64; bit++) {
            assertThat(check(60, echo(TARGET, TAG ^ 1L << bit, 64))).contains(WRONG_TAG);
            assertThat(check(60, exceeded(TARGET, TAG ^ 1L << bit, 64))).contains(WRONG_TAG);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "32", "56"})
    void partialTag_isComparedAsFarAsItGoes(int bits) {
        long visible = bits == 0 ? 0 : TAG & -1L << 64 - bits;
        assertThat(check(60, exceeded(TARGET, visible, bits))).isEmpty();
        if (bits > 0) {
            assertThat(check(60, exceeded(TARGET, visible ^ 1L << 64 - bits, bits)))
                    .contains(WRONG_TAG);
        }
        assertThat(check(60, echo(TARGET, visible, bits))).contains(TOO_SHORT);
    }

    /** RFC 792 asks routers for none of it: a few bits are no less than that. */
    @ParameterizedTest
    @CsvSource({"8", "24"})
    void fewBitsOfTheTag_passIfTheyFit(int bits) {
        long visible = TAG & -1L << 64 - bits;
        assertThat(check(60, exceeded(TARGET, visible, bits))).isEmpty();
        assertThat(check(60, exceeded(TARGET, visible ^ 1L << 64 - bits, bits))).contains(WRONG_TAG);
    }

    @Test
    void smallProbe_isNotComparedBeyondWhatItCarried() {
        // RFC 4884 section 5.1: routers fill the quote up to 128 bytes with zeros.
        assertThat(check(28, exceeded(TARGET, 0, 64))).isEmpty();
        assertThat(check(33, exceeded(TARGET, TAG & -1L << 40, 64))).isEmpty();
        assertThat(check(33, exceeded(TARGET, 0, 64))).contains(WRONG_TAG);
        assertThat(check(28, echo(TARGET, 0, 0))).isEmpty();
    }

    @Test
    void quoteOfAProbeToSomewhereElse_isRejected() {
        assertThat(check(60, exceeded(ScriptedPath.router(9), TAG, 64))).contains(WRONG_DESTINATION);
    }

    @Test
    void wholeTagFromElsewhere_isThatOfAHostWithSeveralAddresses() {
        assertThat(check(60, echo(ROUTER, TAG, 64))).isEmpty();
        assertThat(check(60, echo(ROUTER, TAG ^ 1, 64))).contains(WRONG_TAG);
        assertThat(check(60, echo(ROUTER, TAG & -1L << 8, 56))).contains(TOO_SHORT);
        InFlightProbe udp = awaited(Protocol.UDP, 60);
        assertThat(ReplyCheck.check(udp, reply(ReplyKind.UDP_REPLY, ROUTER, Optional.empty(), TAG, 64)))
                .isEmpty();
        assertThat(ReplyCheck.check(udp, reply(ReplyKind.UDP_REPLY, ROUTER, Optional.empty(), TAG ^ 1, 64)))
                .contains(WRONG_TAG);
    }

    @Test
    void littleOrNoTagFromElsewhere_isRejected() {
        assertThat(check(41 - 8, echo(ROUTER, TAG & -1L << 40, 24))).contains(WRONG_SOURCE);
        assertThat(check(28, echo(ROUTER, 0, 0))).contains(WRONG_SOURCE);
        InFlightProbe udp = awaited(Protocol.UDP, 60);
        assertThat(ReplyCheck.check(udp, reply(ReplyKind.UDP_REPLY, ROUTER, Optional.empty(), 0, 0)))
                .contains(WRONG_SOURCE);
    }

    @ParameterizedTest
    @CsvSource({"TCP, TCP_SYN_ACK", "TCP, TCP_RESET"})
    void answerOfAConnectionFromElsewhere_isRejected(Protocol protocol, ReplyKind kind) {
        InFlightProbe awaited = awaited(protocol, 60);
        assertThat(ReplyCheck.check(awaited, reply(kind, ROUTER, Optional.empty(), TAG, 64)))
                .contains(WRONG_SOURCE);
        assertThat(ReplyCheck.check(awaited, reply(kind, TARGET, Optional.empty(), TAG, 64)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void answerThatFitsAnotherProtocol_isRejected(Protocol protocol) {
        ReplyKind[] own = {ReplyKind.ECHO_REPLY, ReplyKind.UDP_REPLY, ReplyKind.TCP_RESET};
        for (Protocol other : Protocol.values()) {
            Reply reply = reply(own[other.ordinal()], TARGET, Optional.empty(), TAG, 64);
            assertThat(ReplyCheck.check(awaited(protocol, 60), reply))
                    .isEqualTo(protocol == other ? Optional.empty() : Optional.of(WRONG_KIND));
        }
    }

    @Test
    void udpTag_isComparedAsFarAsTheProbeHadRoom() {
        InFlightProbe whole = awaited(Protocol.UDP, 28 + 12);
        assertThat(ReplyCheck.check(whole, exceeded(TARGET, TAG ^ 1, 64))).contains(WRONG_TAG);
        InFlightProbe shorter = awaited(Protocol.UDP, 28 + 11);
        assertThat(ReplyCheck.check(shorter, exceeded(TARGET, TAG & -1L << 8, 64)))
                .isEmpty();
        assertThat(ReplyCheck.check(shorter, exceeded(TARGET, TAG ^ 1L << 8, 64)))
                .contains(WRONG_TAG);
        assertThat(ReplyCheck.check(awaited(Protocol.UDP, 28), exceeded(TARGET, 0, 64)))
                .isEmpty();
    }

    @Test
    void tcpAnswer_showsAllOfTheSequenceNumberOrComesFromTheKernel() {
        InFlightProbe awaited = awaited(Protocol.TCP, 60);
        long sequence = TAG & -1L << 32;
        assertThat(ReplyCheck.check(awaited, reply(ReplyKind.TCP_RESET, TARGET, Optional.empty(), sequence, 32)))
                .isEmpty();
        assertThat(ReplyCheck.check(awaited, reply(ReplyKind.TCP_RESET, TARGET, Optional.empty(), ~sequence, 32)))
                .contains(WRONG_TAG);
        assertThat(ReplyCheck.check(awaited, reply(ReplyKind.TCP_SYN_ACK, TARGET, Optional.empty(), 0, 0)))
                .contains(TOO_SHORT);
        Reply kernels = Reply.of(7, ReplyKind.TCP_SYN_ACK, TARGET, 9, TimestampSource.USER)
                .matching(Matching.KERNEL)
                .build();
        assertThat(ReplyCheck.check(awaited, kernels)).isEmpty();
    }

    private static Optional<RejectionReason> check(int size, Reply reply) {
        return ReplyCheck.check(awaited(size), reply);
    }

    private static InFlightProbe awaited(int size) {
        return awaited(Protocol.ICMP, size);
    }

    private static InFlightProbe awaited(Protocol protocol, int size) {
        ProbeProfile profile = new ProbeProfile(
                protocol,
                TARGET,
                protocol == Protocol.ICMP ? 0 : 80,
                0,
                FlowMethod.PARIS,
                OptionalInt.empty(),
                size,
                0,
                false,
                0,
                Optional.empty());
        InFlightProbe awaited = new InFlightProbe(7);
        awaited.probe = new Probe(7, TAG, 3, 0, profile, 1);
        awaited.state = InFlightProbe.State.IN_FLIGHT;
        awaited.left = true;
        return awaited;
    }

    private static Reply echo(InetAddress from, long tag, int bits) {
        return reply(ReplyKind.ECHO_REPLY, from, Optional.empty(), tag, bits);
    }

    private static Reply exceeded(InetAddress quotedDestination, long tag, int bits) {
        return reply(ReplyKind.TIME_EXCEEDED, ROUTER, Optional.of(quotedDestination), tag, bits);
    }

    private static Reply reply(ReplyKind kind, InetAddress from, Optional<InetAddress> to, long tag, int bits) {
        return Reply.of(7, kind, from, 9, TimestampSource.KERNEL)
                .probeDestination(to)
                .tag(tag, bits)
                .build();
    }
}
