// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Round-trip times of ICMP echo probes over IPv4, from captured packets: by TTL, in the order of sending. */
final class WireTimes {
    private static final int ICMP = 1;
    private static final int ECHO_REPLY = 0;
    private static final int ECHO_REQUEST = 8;
    private static final int TIME_EXCEEDED = 11;
    private static final int ICMP_HEADER = 8;

    private static final class Probe {
        final long sent;
        long rtt = -1;

        Probe(long sent) {
            this.sent = sent;
        }
    }

    private final Map<Integer, List<Probe>> byTtl = new TreeMap<>();
    /** By identifier and sequence number. */
    private final Map<Integer, Probe> inFlight = new HashMap<>();

    void packet(byte[] bytes, long nanos) {
        ByteBuffer packet = ByteBuffer.wrap(bytes);
        int icmp = headerLength(packet, 0);
        if (icmp < 0 || bytes.length < icmp + ICMP_HEADER) {
            return;
        }
        switch (packet.get(icmp)) {
            case ECHO_REQUEST -> {
                Probe probe = new Probe(nanos);
                inFlight.put(packet.getInt(icmp + 4), probe);
                byTtl.computeIfAbsent(packet.get(8) & 0xff, ttl -> new ArrayList<>())
                        .add(probe);
            }
            case ECHO_REPLY -> answered(packet.getInt(icmp + 4), nanos);
            case TIME_EXCEEDED -> {
                int quoted = icmp + ICMP_HEADER;
                int inner = headerLength(packet, quoted);
                if (inner > 0 && bytes.length >= quoted + inner + ICMP_HEADER) {
                    answered(packet.getInt(quoted + inner + 4), nanos);
                }
            }
            default -> {}
        }
    }

    /** Length of the IPv4 header there; -1 if there is none, or it is not of an ICMP packet. */
    private static int headerLength(ByteBuffer packet, int at) {
        boolean known = packet.limit() >= at + 20 && packet.get(at) >> 4 == 4 && packet.get(at + 9) == ICMP;
        return known ? (packet.get(at) & 0xf) * 4 : -1;
    }

    private void answered(int identifierAndSequence, long nanos) {
        Probe probe = inFlight.remove(identifierAndSequence);
        if (probe != null) {
            probe.rtt = nanos - probe.sent;
        }
    }

    /** In nanoseconds; -1 for a probe without an answer. */
    List<Long> rtts(int ttl) {
        return byTtl.getOrDefault(ttl, List.of()).stream()
                .map(probe -> probe.rtt)
                .toList();
    }
}
