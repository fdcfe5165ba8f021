// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.TimestampSource;

/**
 * Something that arrived and may be an answer to a probe.
 *
 * @param id the probe's number, as the answer shows it
 * @param kind what it says
 * @param from the address that sent it
 * @param receivedNanos when it arrived, in the loop's {@link TransportLoop#nanoTime()}
 * @param source {@link TimestampSource#KERNEL} if the kernel took the time, else {@link TimestampSource#USER}
 * @param icmpType ICMP or ICMPv6 type, as received; absent where it is no ICMP message
 * @param icmpCode ICMP or ICMPv6 code, as received
 * @param replyTtl TTL or hop limit on arrival
 * @param probeDestination destination of the probe that it quotes or that the system tells
 * @param tag as many leading bits of the probe's tag as the answer shows, the rest 0
 * @param tagBits how many that are (0 to 64)
 * @param nextMtu bytes that fit the next link, with {@link ReplyKind#PACKET_TOO_BIG}
 * @param matching by what {@code id} was found: the engine turns {@link Matching#NUMBER} into {@link Matching#TAG}
 *     where it sees the tag
 * @param quoted what it shows of the probe's headers
 * @param sent the same fields as the transport sent them, where it knows better than {@link ProbeProfile} says:
 *     checksum, identification, ports, source
 * @param extensions what the router appended
 * @param identification the IPv4 identification of an ICMP error itself; absent where it is just the probe's
 * @since 0.1.0
 */
public record Reply(
        int id,
        ReplyKind kind,
        InetAddress from,
        long receivedNanos,
        TimestampSource source,
        OptionalInt icmpType,
        OptionalInt icmpCode,
        OptionalInt replyTtl,
        Optional<InetAddress> probeDestination,
        long tag,
        int tagBits,
        OptionalInt nextMtu,
        Matching matching,
        QuotedFields quoted,
        QuotedFields sent,
        IcmpExtensions extensions,
        OptionalInt identification) {
    /** Takes no null. */
    public Reply {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(icmpType, "icmpType");
        Objects.requireNonNull(icmpCode, "icmpCode");
        Objects.requireNonNull(replyTtl, "replyTtl");
        Objects.requireNonNull(probeDestination, "probeDestination");
        Objects.requireNonNull(nextMtu, "nextMtu");
        Objects.requireNonNull(matching, "matching");
        Objects.requireNonNull(quoted, "quoted");
        Objects.requireNonNull(sent, "sent");
        Objects.requireNonNull(extensions, "extensions");
        Objects.requireNonNull(identification, "identification");
    }

    /**
     * Starts a reply; what is not set is not known.
     *
     * @param id the probe's number
     * @param kind what it says
     * @param from the address that sent it
     * @param receivedNanos when it arrived, in the loop's time
     * @param source which clock took the time
     */
    public static Builder of(int id, ReplyKind kind, InetAddress from, long receivedNanos, TimestampSource source) {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(source, "source");
        return new Builder(id, kind, from, receivedNanos, source);
    }

    /** Results keep these by the hundred thousand, and there are 256 of them. */
    private static final OptionalInt[] BYTE_VALUES =
            IntStream.rangeClosed(0, 255).mapToObj(OptionalInt::of).toArray(OptionalInt[]::new);

    private static OptionalInt byteValue(int value) {
        return value >= 0 && value < BYTE_VALUES.length ? BYTE_VALUES[value] : OptionalInt.of(value);
    }

    /** Collects what is known of a reply. */
    public static final class Builder {
        private final int id;
        private final ReplyKind kind;
        private final InetAddress from;
        private final long receivedNanos;
        private final TimestampSource source;
        private OptionalInt icmpType = OptionalInt.empty();
        private OptionalInt icmpCode = OptionalInt.empty();
        private OptionalInt replyTtl = OptionalInt.empty();
        private Optional<InetAddress> probeDestination = Optional.empty();
        private long tag;
        private int tagBits;
        private OptionalInt nextMtu = OptionalInt.empty();
        private Matching matching = Matching.NUMBER;
        private QuotedFields quoted = QuotedFields.NONE;
        private QuotedFields sent = QuotedFields.NONE;
        private IcmpExtensions extensions = IcmpExtensions.NONE;
        private OptionalInt identification = OptionalInt.empty();

        private Builder(int id, ReplyKind kind, InetAddress from, long receivedNanos, TimestampSource source) {
            this.id = id;
            this.kind = kind;
            this.from = from;
            this.receivedNanos = receivedNanos;
            this.source = source;
        }

        /** Sets type and code, as received. */
        public Builder icmp(int type, int code) {
            icmpType = byteValue(type);
            icmpCode = byteValue(code);
            return this;
        }

        /** Sets the TTL or hop limit on arrival. */
        public Builder replyTtl(OptionalInt ttl) {
            replyTtl = ttl.isPresent() ? byteValue(ttl.getAsInt()) : ttl;
            return this;
        }

        /** Sets the destination of the quoted probe. */
        public Builder probeDestination(Optional<InetAddress> address) {
            probeDestination = address;
            return this;
        }

        /** Sets the leading {@code bits} of the probe's tag, the rest 0. */
        public Builder tag(long value, int bits) {
            tag = value;
            tagBits = bits;
            return this;
        }

        /** Sets the number of bytes that fit the next link. */
        public Builder nextMtu(OptionalInt mtu) {
            nextMtu = mtu;
            return this;
        }

        /** Sets how the probe's number was found. Default: {@link Matching#NUMBER}. */
        public Builder matching(Matching value) {
            matching = value;
            return this;
        }

        /** Sets the probe's headers, as quoted. */
        public Builder quoted(QuotedFields fields) {
            quoted = fields;
            return this;
        }

        /** Sets the probe's headers, as sent. */
        public Builder sent(QuotedFields fields) {
            sent = fields;
            return this;
        }

        /** Sets the objects that the router appended. */
        public Builder extensions(IcmpExtensions value) {
            extensions = value;
            return this;
        }

        /** Sets the IPv4 identification of an ICMP error itself (0 to 65535), unless it equals the probe's. */
        public Builder identification(OptionalInt value) {
            identification = value;
            return this;
        }

        /** Returns the reply. */
        public Reply build() {
            return new Reply(
                    id,
                    kind,
                    from,
                    receivedNanos,
                    source,
                    icmpType,
                    icmpCode,
                    replyTtl,
                    probeDestination,
                    tag,
                    tagBits,
                    nextMtu,
                    matching,
                    quoted,
                    sent,
                    extensions,
                    identification);
        }
    }
}
