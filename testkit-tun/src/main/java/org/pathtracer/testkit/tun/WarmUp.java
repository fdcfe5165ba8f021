// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pathtracer.AddressFamily;
import org.pathtracer.testkit.PacketNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.topology.Node;

/**
 * Lets the JVM load and compile what a packet runs through, with a copy of the network: the first real packets would be
 * answered some 10 ms late otherwise.
 */
final class WarmUp {
    private static final int ROUNDS = 1000;
    private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_HOPS = 32;
    private static final int ECHO_BYTES = 8;
    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;

    private WarmUp() {}

    static void run(Topology topology, long seed) {
        List<byte[]> packets = packets(topology);
        PacketNetwork copy = PacketNetwork.of(topology, seed);
        long end = System.nanoTime() + LIMIT_NANOS;
        long now = 0;
        for (int i = 0; i < ROUNDS && !packets.isEmpty() && System.nanoTime() - end < 0; i++) {
            copy.inject(ByteBuffer.wrap(packets.get(i % packets.size())), now);
            now += MINUTE_NANOS;
            while (copy.poll(now).isPresent()) {
                // Nothing waits for it.
            }
        }
    }

    /** Echo requests to every destination, which end at every router on the way. */
    private static List<byte[]> packets(Topology topology) {
        List<byte[]> packets = new ArrayList<>();
        for (Node node : topology.nodes()) {
            if (node.role() == Node.Role.DESTINATION) {
                node.addresses().forEach(address -> addTo(packets, topology, address));
            }
        }
        return packets;
    }

    private static void addTo(List<byte[]> packets, Topology topology, InetAddress destination) {
        AddressFamily family = AddressFamily.IPV6.includes(destination) ? AddressFamily.IPV6 : AddressFamily.IPV4;
        topology.source().address(family).ifPresent(source -> {
            for (int ttl = 1; ttl <= MOST_HOPS; ttl++) {
                packets.add(echoRequest(source.getAddress(), destination.getAddress(), ttl));
            }
        });
    }

    /** As small as can be. RFC 791, RFC 8200, RFC 792, RFC 4443. */
    static byte[] echoRequest(byte[] source, byte[] destination, int ttl) {
        boolean v6 = destination.length == 16;
        int addresses = sum(source) + sum(destination);
        ByteBuffer packet = ByteBuffer.allocate((v6 ? 40 : 20) + ECHO_BYTES);
        if (v6) {
            packet.putInt(0x60000000).putShort((short) ECHO_BYTES).put((byte) ICMPV6);
            packet.put((byte) ttl).put(source).put(destination);
            int pseudoHeader = addresses + ICMPV6 + ECHO_BYTES;
            packet.putShort((short) 0x8000).putShort(checksum(pseudoHeader + 0x8000));
        } else {
            int header = 0x4500 + packet.capacity() + (ttl << 8) + ICMP + addresses;
            packet.putShort((short) 0x4500).putShort((short) packet.capacity()).putInt(0);
            packet.put((byte) ttl).put((byte) ICMP).putShort(checksum(header));
            packet.put(source).put(destination);
            packet.putShort((short) 0x0800).putShort(checksum(0x0800));
        }
        return packet.array();
    }

    private static int sum(byte[] bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.length; i += 2) {
            sum += (bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff;
        }
        return sum;
    }

    /** RFC 1071, of a sum of 16-bit words. */
    private static short checksum(int sum) {
        int folded = (sum & 0xffff) + (sum >>> 16);
        return (short) ~((folded & 0xffff) + (folded >>> 16));
    }
}
