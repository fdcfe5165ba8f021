// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What every answer has, whatever it says.
 *
 * @param address who sent it
 * @param rtt from sending the probe to receiving the answer
 * @param timestampSource where the two times behind {@code rtt} were taken
 * @param replyTtl TTL or hop limit of the answer as it arrived (0 to 255), where the transport sees it
 * @param icmpType type of the ICMP or ICMPv6 message (0 to 255); absent for other answers
 * @param icmpCode code of the ICMP or ICMPv6 message (0 to 255); absent for other answers
 * @param late whether it came after the probe had been given up
 * @param identification the IPv4 identification of an ICMP error itself (0 to 65535), where the transport sees it and
 *     it is not just the probe's
 * @since 0.1.0
 */
public record Reception(
        InetAddress address,
        Duration rtt,
        TimestampSource timestampSource,
        OptionalInt replyTtl,
        OptionalInt icmpType,
        OptionalInt icmpCode,
        boolean late,
        OptionalInt identification) {
    /** Takes no null. */
    public Reception {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(rtt, "rtt");
        Objects.requireNonNull(timestampSource, "timestampSource");
        Objects.requireNonNull(replyTtl, "replyTtl");
        Objects.requireNonNull(icmpType, "icmpType");
        Objects.requireNonNull(icmpCode, "icmpCode");
        Objects.requireNonNull(identification, "identification");
    }

    /** One whose identification is not known. */
    public Reception(
            InetAddress address,
            Duration rtt,
            TimestampSource timestampSource,
            OptionalInt replyTtl,
            OptionalInt icmpType,
            OptionalInt icmpCode,
            boolean late) {
        this(address, rtt, timestampSource, replyTtl, icmpType, icmpCode, late, OptionalInt.empty());
    }
}
