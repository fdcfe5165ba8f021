// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.TimestampSource;

/**
 * Something that arrived and may be an answer to a probe.
 *
 * @param id the probe's number, as the answer shows it
 * @param kind what it says
 * @param from who sent it
 * @param receivedNanos when it arrived, in the loop's {@link TransportLoop#nanoTime()}
 * @param source {@link TimestampSource#KERNEL} if the kernel took the time, else {@link TimestampSource#USER}
 * @param icmpType ICMP or ICMPv6 type, as received; absent where it is no ICMP message
 * @param icmpCode ICMP or ICMPv6 code, as received
 * @param replyTtl TTL or hop limit on arrival
 * @param probeDestination destination of the probe that it quotes or that the system tells
 * @param tag as many leading bits of the probe's tag as the answer shows, the rest 0
 * @param tagBits how many that are (0 to 64)
 * @param nextMtu bytes that fit the next link, with {@link ReplyKind#PACKET_TOO_BIG}
 * @param quoted what it shows of the probe's headers
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
        QuotedFields quoted) {}
