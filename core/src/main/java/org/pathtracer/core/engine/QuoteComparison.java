// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.Protocol;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.core.packet.EchoMessage;
import org.pathtracer.result.QuotedPacketRecord;
import org.pathtracer.probe.HeaderChange;
import org.pathtracer.probe.HeaderField;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.QuotedPacket;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.QuotedFields;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/** Compares the headers of a probe, as an ICMP error quotes them, with those that were sent. */
final class QuoteComparison {
    private final List<HeaderChange> changes = new ArrayList<>(2);

    private QuoteComparison() {}

    static QuotedPacket of(Probe probe, Reply reply, Matching matching) {
        QuotedFields seen = QuotedLength.restored(probe.profile(), reply.quoted());
        QuotedFields sent = reply.sent();
        OptionalInt checksum = sent.checksum().isPresent() ? sent.checksum() : echoChecksum(probe);
        ProbeProfile profile = probe.profile();
        QuoteComparison comparison = new QuoteComparison();
        comparison.address(HeaderField.SOURCE_ADDRESS, sent.source().or(profile::source), seen.source());
        comparison.address(HeaderField.DESTINATION_ADDRESS, Optional.of(profile.destination()), seen.destination());
        comparison.number(HeaderField.SOURCE_PORT, sent.sourcePort(), seen.sourcePort());
        comparison.number(HeaderField.DESTINATION_PORT, destinationPort(probe), seen.destinationPort());
        comparison.number(HeaderField.CHECKSUM, checksum, seen.checksum());
        comparison.number(HeaderField.IDENTIFICATION, sent.identification(), seen.identification());
        comparison.number(HeaderField.LENGTH, OptionalInt.of(profile.size()), seen.length());
        if (reply.kind() == ReplyKind.TIME_EXCEEDED) {
            comparison.ttl(probe.ttl(), seen.ttl());
        }
        comparison.trafficClass(profile.trafficClass(), seen.trafficClass());
        comparison.number(HeaderField.FLOW_LABEL, profile.flowLabel(), seen.flowLabel());
        return new QuotedPacketRecord(
                seen.ttl(),
                seen.trafficClass(),
                seen.length(),
                both(checksum, seen.checksum())
                        ? Optional.of(checksum.getAsInt() != seen.checksum().getAsInt())
                        : Optional.empty(),
                comparison.changes,
                matching);
    }

    /** Whether an echo request is quoted whose checksum is not the probe's. */
    static boolean checksumContradicts(Probe probe, Reply reply) {
        OptionalInt sent = echoChecksum(probe);
        return both(sent, reply.quoted().checksum())
                && !sent.equals(reply.quoted().checksum());
    }

    /** Known for ICMP over IPv4: there the checksum is ours alone, without a pseudo header. */
    private static OptionalInt echoChecksum(Probe probe) {
        ProbeProfile profile = probe.profile();
        return profile.protocol() == Protocol.ICMP
                ? EchoMessage.checksum(profile.family(), profile.size(), probe.flow())
                : OptionalInt.empty();
    }

    private static OptionalInt destinationPort(Probe probe) {
        return probe.profile().protocol() == Protocol.ICMP
                ? OptionalInt.empty()
                : OptionalInt.of(probe.destinationPort());
    }

    private static boolean both(OptionalInt a, OptionalInt b) {
        return a.isPresent() && b.isPresent();
    }

    private void address(HeaderField field, Optional<InetAddress> sent, Optional<InetAddress> seen) {
        if (sent.isPresent() && seen.isPresent() && !sameBytes(sent.get(), seen.get())) {
            changes.add(new HeaderChange(field, CanonicalAddress.of(sent.get()), CanonicalAddress.of(seen.get())));
        }
    }

    private static boolean sameBytes(InetAddress a, InetAddress b) {
        return Arrays.equals(a.getAddress(), b.getAddress());
    }

    private void number(HeaderField field, OptionalInt sent, OptionalInt seen) {
        if (both(sent, seen)) {
            number(field, sent.getAsInt(), seen.getAsInt());
        }
    }

    private void number(HeaderField field, int sent, int seen) {
        if (sent != seen) {
            changes.add(new HeaderChange(field, Integer.toString(sent), Integer.toString(seen)));
        }
    }

    /**
     * Where a TTL ends it is 1; 0 where the router counts before it looks. More means that it was set anew on the way.
     */
    private void ttl(int sent, OptionalInt seen) {
        if (seen.isPresent() && seen.getAsInt() > 1) {
            changes.add(new HeaderChange(HeaderField.TTL, Integer.toString(sent), Integer.toString(seen.getAsInt())));
        }
    }

    // RFC 2474 section 3, RFC 3168 section 5
    private void trafficClass(int sent, OptionalInt seen) {
        if (seen.isPresent()) {
            number(HeaderField.DSCP, sent >> 2, seen.getAsInt() >> 2);
            number(HeaderField.ECN, sent & 3, seen.getAsInt() & 3);
        }
    }
}
