// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Round-trip times of ICMP and ICMPv6 echo probes from captured packets: by TTL, in the order of sending. */
final class WireTimes {
    private static final int ICMP_HEADER = 8;

    /** Where the IP header of such packets tells what, and their ICMP types. */
    private enum Version {
        V4(9, 1, 8, 8, 0, 11),
        V6(6, 58, 7, 128, 129, 3);

        private final int protocolAt;
        private final int icmp;
        private final int ttlAt;
        private final int echoRequest;
        private final int echoReply;
        private final int timeExceeded;

        Version(int protocolAt, int icmp, int ttlAt, int echoRequest, int echoReply, int timeExceeded) {
            this.protocolAt = protocolAt;
            this.icmp = icmp;
            this.ttlAt = ttlAt;
            this.echoRequest = echoRequest;
            this.echoReply = echoReply;
            this.timeExceeded = timeExceeded;
        }

        /** Length of the header there; -1 if there is none whole, or it is not of an ICMP packet of this version. */
        int headerLength(ByteBuffer packet, int at) {
            int least = this == V4 ? 20 : 40;
            boolean known = packet.limit() >= at + least
                    && packet.get(at) >> 4 == (this == V4 ? 4 : 6)
                    && packet.get(at + protocolAt) == icmp;
            if (!known) {
                return -1;
            }
            return this == V4 ? (packet.get(at) & 0xf) * 4 : least;
        }
    }

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
        for (Version version : Version.values()) {
            int icmp = version.headerLength(packet, 0);
            if (icmp > 0 && bytes.length >= icmp + ICMP_HEADER) {
                message(version, packet, icmp, nanos);
            }
        }
    }

    private void message(Version version, ByteBuffer packet, int icmp, long nanos) {
        int type = packet.get(icmp) & 0xff;
        if (type == version.echoRequest) {
            Probe probe = new Probe(nanos);
            inFlight.put(packet.getInt(icmp + 4), probe);
            byTtl.computeIfAbsent(packet.get(version.ttlAt) & 0xff, ttl -> new ArrayList<>())
                    .add(probe);
        } else if (type == version.echoReply) {
            answered(packet.getInt(icmp + 4), nanos);
        } else if (type == version.timeExceeded) {
            int quoted = icmp + ICMP_HEADER;
            int inner = version.headerLength(packet, quoted);
            if (inner > 0 && packet.limit() >= quoted + inner + ICMP_HEADER) {
                answered(packet.getInt(quoted + inner + 4), nanos);
            }
        }
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

    /** Of the probes that were answered, in nanoseconds. */
    double meanRtt(int ttl) {
        return rtts(ttl).stream()
                .mapToLong(rtt -> rtt)
                .filter(rtt -> rtt >= 0)
                .average()
                .orElseThrow();
    }
}
