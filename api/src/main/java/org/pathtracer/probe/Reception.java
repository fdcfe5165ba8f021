// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.OptionalInt;
import org.pathtracer.annotation.NotForImplementation;

/**
 * What every answer has, whatever it says.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface Reception {
    /** Returns the address that sent it. */
    InetAddress address();

    /** Returns the time from sending the probe to receiving the answer. */
    Duration rtt();

    /** Returns where the two times behind {@code rtt} were taken. */
    TimestampSource timestampSource();

    /** Returns the TTL or hop limit of the answer as it arrived (0 to 255), where the transport sees it. */
    OptionalInt replyTtl();

    /** Returns the type of the ICMP or ICMPv6 message (0 to 255); absent for other answers. */
    OptionalInt icmpType();

    /** Returns the code of the ICMP or ICMPv6 message (0 to 255); absent for other answers. */
    OptionalInt icmpCode();

    /** Returns whether it came after the probe had been given up. */
    boolean late();

    /**
     * Returns the IPv4 identification of an ICMP error itself (0 to 65535), where the transport sees it and it is not
     * just the probe's.
     */
    OptionalInt identification();
}
