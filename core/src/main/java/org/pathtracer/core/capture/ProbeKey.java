// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.capture;

import java.net.InetAddress;
import org.pathtracer.Protocol;

/**
 * What a probe's packet and the answers to it have in common.
 *
 * @param source the ICMP identifier or source port
 * @param port the destination port; 0 for ICMP
 * @param number the ICMP sequence number, the TCP sequence number or the UDP checksum; {@link #ANY} if only the flow is
 *     known
 */
record ProbeKey(Protocol protocol, InetAddress destination, int source, int port, long number) {
    static final long ANY = -1;

    /** The same for the whole flow. */
    ProbeKey flow() {
        return new ProbeKey(protocol, destination, source, port, ANY);
    }
}
