// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.util.Objects;
import org.pathtracer.FlowMethod;
import org.pathtracer.Protocol;

/**
 * One packet to send.
 *
 * @param id number (0 to 65535) that no other probe in flight on this transport has; fits an ICMP sequence number
 * @param tag 64 bits by which a true answer is told from a forged one; a transport puts as many of the leading ones as
 *     fit where answers will show them
 * @param ttl TTL or hop limit (1 to 255)
 * @param flow number of the flow (0 to 65533)
 * @param profile what it shares with its operation's other probes
 * @param timeoutNanos how long an answer is awaited, for systems that want to know
 * @since 0.1.0
 */
public record Probe(int id, long tag, int ttl, int flow, ProbeProfile profile, long timeoutNanos) {
    /** Takes no null. */
    public Probe {
        Objects.requireNonNull(profile, "profile");
    }

    private static final int PORTS = 65_535;

    /** Destination port (1 to 65535): with {@link FlowMethod#CLASSIC}, UDP counts it up from flow to flow. */
    public int destinationPort() {
        int port = profile.destinationPort();
        return countsDestinationPort() ? nth(port, flow) : port;
    }

    /**
     * Source port of this probe's flow (1 to 65535).
     *
     * @param first port of flow 0
     */
    public int sourcePort(int first) {
        return countsDestinationPort() ? first : nth(first, flow);
    }

    private boolean countsDestinationPort() {
        return profile.protocol() == Protocol.UDP && profile.flowMethod() == FlowMethod.CLASSIC;
    }

    private static int nth(int first, int n) {
        return (first - 1 + n) % PORTS + 1;
    }
}
