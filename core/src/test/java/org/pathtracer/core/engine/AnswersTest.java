// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.core.packet.EchoMessage;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.QuotedPacket;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.QuotedFields;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/** What a matched reply becomes. */
class AnswersTest {
    private static final int FLOW = 5;
    private static final InetAddress ROUTER = ScriptedPath.router(3);
    private final InFlightProbe awaited = new InFlightProbe(7);

    @ParameterizedTest
    @CsvSource({
        "KERNEL, KERNEL, KERNEL",
        "USER, KERNEL, KERNEL_RECEIVE",
        "KERNEL, USER, USER",
        "USER, USER, USER",
        "KERNEL_RECEIVE, KERNEL, KERNEL_RECEIVE"
    })
    void sourceOfTimes_isTheWorseOfBoth(TimestampSource sent, TimestampSource received, TimestampSource both) {
        awaited.sentSource = sent;
        ProbeOutcome.Answer answer = answer(ReplyKind.ECHO_REPLY, received, 0, 0, OptionalInt.empty());
        assertThat(answer.reception().timestampSource()).isEqualTo(both);
    }

    @Test
    void timesThatCross_giveNoNegativeRtt() {
        awaited.sentNanos = 1000;
        assertThat(answer(ReplyKind.ECHO_REPLY, TimestampSource.USER, 0, 0, OptionalInt.empty())
                        .reception()
                        .rtt())
                .isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({"3, 1, HOST", "3, 13, PROHIBITED", "3, 99, OTHER", "12, 0, OTHER", "12, 1, OTHER"})
    void unreachable_hasItsReason(int type, int code, UnreachableReason reason) {
        ProbeOutcome.Answer answer =
                answer(ReplyKind.UNREACHABLE, TimestampSource.USER, type, code, OptionalInt.empty());
        assertThat(((ProbeOutcome.Unreachable) answer).reason()).isEqualTo(reason);
        assertThat(answer.reception().icmpCode()).hasValue(code);
    }

    @ParameterizedTest
    @CsvSource({"1, 3, HOST", "1, 7, SOURCE_ROUTE_FAILED", "4, 0, OTHER", "4, 1, PROTOCOL", "3, 1, OTHER"})
    void unreachableOverIpv6_hasItsReason(int type, int code, UnreachableReason reason) throws UnknownHostException {
        InetAddress router = InetAddress.getByName("2001:db8::1");
        Reply reply = Reply.of(7, ReplyKind.UNREACHABLE, router, 500, TimestampSource.USER)
                .icmp(type, code)
                .build();
        Probe probe = new Probe(7, 0, 3, FLOW, ProbeProfile.echo(router, 80), 1);
        assertThat(((ProbeOutcome.Unreachable) Answers.of(awaited, probe, reply)).reason())
                .isEqualTo(reason);
    }

    @Test
    void packetTooBig_carriesTheNextMtu() {
        ProbeOutcome.Unreachable answer = (ProbeOutcome.Unreachable)
                answer(ReplyKind.PACKET_TOO_BIG, TimestampSource.USER, 3, 4, OptionalInt.empty());
        assertThat(answer.reason()).isEqualTo(UnreachableReason.FRAGMENTATION_NEEDED);
        assertThat(answer.nextMtu()).hasValue(1400);
    }

    @Test
    void quotedChecksum_isComparedWithTheOneSent() {
        OptionalInt sent = EchoMessage.checksum(AddressFamily.IPV4, 60, FLOW);
        assertThat(quoted(sent).checksumChanged()).contains(false);
        assertThat(quoted(OptionalInt.of(4711)).checksumChanged()).contains(true);
        assertThat(quoted(OptionalInt.empty()).checksumChanged()).isEmpty();
        assertThat(quoted(OptionalInt.empty()).shown()).isFalse();
    }

    @Test
    void expiredProbe_givesALateAnswer() {
        awaited.state = InFlightProbe.State.EXPIRED;
        assertThat(answer(ReplyKind.TIME_EXCEEDED, TimestampSource.USER, 11, 0, OptionalInt.empty())
                        .reception()
                        .late())
                .isTrue();
    }

    private QuotedPacket quoted(OptionalInt checksum) {
        return ((ProbeOutcome.TimeExceeded) answer(ReplyKind.TIME_EXCEEDED, TimestampSource.USER, 11, 0, checksum))
                .quoted();
    }

    private ProbeOutcome.Answer answer(
            ReplyKind kind, TimestampSource source, int type, int code, OptionalInt quotedChecksum) {
        ProbeProfile profile = ProbeProfile.echo(ScriptedPath.TARGET, 60);
        QuotedFields.Builder quoted = QuotedFields.builder();
        quotedChecksum.ifPresent(quoted::checksum);
        Reply reply = Reply.of(7, kind, ROUTER, 500, source)
                .icmp(type, code)
                .nextMtu(OptionalInt.of(1400))
                .quoted(quoted.build())
                .build();
        return Answers.of(awaited, new Probe(7, 0, 3, FLOW, profile, 1), reply);
    }
}
