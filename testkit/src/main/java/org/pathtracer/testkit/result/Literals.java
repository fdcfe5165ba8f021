// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.result;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import org.pathtracer.result.EchoReplyRecord;
import org.pathtracer.result.QuotedPacketRecord;
import org.pathtracer.result.ReceptionRecord;
import org.pathtracer.result.TimeExceededRecord;
import org.pathtracer.result.UnreachableRecord;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.probe.UnreachableReason;

/** Addresses and answers from their texts. */
final class Literals {
    private static final int TIME_EXCEEDED = 11;
    private static final int UNREACHABLE = 3;
    private static final int FRAGMENTATION_NEEDED = 4;

    private Literals() {}

    static boolean isLiteral(String text) {
        return text.matches("[0-9]+(\\.[0-9]+){3}") || text.matches("[0-9a-fA-F]*:[0-9a-fA-F:.]*(%\\w+)?");
    }

    /** An address literal, so that nothing is looked up. */
    static InetAddress address(String literal) {
        Objects.requireNonNull(literal, "literal");
        if (!isLiteral(literal)) {
            throw new IllegalArgumentException("\"" + literal + "\" is no IPv4 or IPv6 address");
        }
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("\"" + literal + "\" is no IPv4 or IPv6 address", e);
        }
    }

    static ProbeOutcome.Answer echo(InetAddress from, Duration rtt) {
        return new EchoReplyRecord(reception(from, rtt, 0, 0));
    }

    static ProbeOutcome.Answer exceeded(InetAddress from, Duration rtt) {
        return new TimeExceededRecord(
                reception(from, rtt, TIME_EXCEEDED, 0), QuotedPacketRecord.notShown(Matching.TAG), IcmpExtensions.NONE);
    }

    static ProbeOutcome.Answer tooBig(InetAddress from, int nextMtu) {
        return new UnreachableRecord(
                reception(from, Duration.ofMillis(1), UNREACHABLE, FRAGMENTATION_NEEDED),
                UnreachableReason.FRAGMENTATION_NEEDED,
                OptionalInt.of(nextMtu),
                QuotedPacketRecord.notShown(Matching.TAG),
                IcmpExtensions.NONE);
    }

    private static Reception reception(InetAddress from, Duration rtt, int type, int code) {
        return new ReceptionRecord(
                from,
                Objects.requireNonNull(rtt, "rtt"),
                TimestampSource.USER,
                OptionalInt.empty(),
                OptionalInt.of(type),
                OptionalInt.of(code),
                false);
    }
}
