// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.virtual;

import java.net.InetAddress;
import org.pathtracer.AddressFamily;
import org.pathtracer.FlowMethod;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.testkit.simulation.Balancer;
import org.pathtracer.testkit.simulation.Icmp;
import org.pathtracer.testkit.simulation.Packet;
import org.pathtracer.testkit.simulation.TcpFlags;
import org.pathtracer.testkit.wire.Checksum;

/**
 * Probes as packets, without bytes. An echo request has an 8-byte header, a word that makes the checksum depend on the
 * flow alone, the tag, and padding; a datagram has a word that makes the checksum tell the probe's number, the number,
 * the tag, and padding; a SYN has the tag's beginning as sequence number.
 */
final class ProbePackets {
    /** Of ICMP and UDP, and what a quote shows of TCP at least. */
    static final int HEADER = 8;

    static final int BALANCE = 2;
    static final int TAG = 8;
    private static final int NUMBER = 2;
    private static final int IDENTIFIER = 0x5054;
    /** The port of flow 0: the first of those that are not registered (RFC 6335 section 6). */
    private static final int FIRST_PORT = 49_152;
    /** Length, flags, window and options of a SYN: any sum, the same for all. */
    private static final int SYN_WORDS = 0x5002;

    /** Keeps the numbers in checksums from being counted. */
    private final int secret;

    ProbePackets(long seed) {
        secret = (int) Balancer.mix(seed, 0x55) & 0xffff;
    }

    Packet packet(Probe probe, InetAddress source) {
        ProbeProfile profile = probe.profile();
        boolean v6 = profile.family() == AddressFamily.IPV6;
        Packet packet = new Packet(protocol(profile, v6), source, profile.destination());
        packet.ttl = probe.ttl();
        packet.trafficClass = profile.trafficClass();
        packet.size = profile.size();
        packet.dontFragment = profile.dontFragment();
        // Systems derive a label from the flow (RFC 6438).
        packet.flowLabel = v6 ? profile.flowLabel().orElse((int) Balancer.mix(secret, probe.flow()) & 0xfffff) : 0;
        packet.identification = profile.flowMethod() == FlowMethod.DUBLIN ? probe.id() : 0;
        switch (profile.protocol()) {
            case ICMP -> echo(packet, probe);
            case UDP -> datagram(packet, probe);
            case TCP -> segment(packet, probe);
        }
        return packet;
    }

    private static int protocol(ProbeProfile profile, boolean v6) {
        return switch (profile.protocol()) {
            case ICMP -> v6 ? Packet.ICMPV6 : Packet.ICMP;
            case UDP -> Packet.UDP;
            case TCP -> Packet.TCP;
        };
    }

    private static void echo(Packet packet, Probe probe) {
        packet.icmpType = Icmp.echoRequestType(packet.v6);
        packet.sourcePort = IDENTIFIER;
        int length = length(probe);
        // Without room for the balancing word the checksum varies with the number.
        long sum = length >= HEADER + BALANCE ? probe.flow() + 1 : (packet.icmpType << 8) + IDENTIFIER + probe.id();
        // RFC 4443 section 2.3: ICMPv6 checksums cover a pseudo header.
        packet.checksum = Checksum.of(packet.v6 ? sum + pseudoHeader(packet, length) : sum);
    }

    private void datagram(Packet packet, Probe probe) {
        ports(packet, probe);
        packet.data = length(probe) - HEADER;
        long sum = packet.data >= BALANCE
                ? probe.id() ^ secret
                : packet.sourcePort + packet.destinationPort + HEADER + packet.data;
        int checksum = Checksum.of(sum + pseudoHeader(packet, length(probe)));
        packet.checksum = checksum == 0 ? 0xffff : checksum;
    }

    private static void segment(Packet packet, Probe probe) {
        ports(packet, probe);
        packet.tcpFlags = TcpFlags.SYN;
        long sequence = (probe.tag() >>> 32 & 0xffff) + (probe.tag() >>> 48);
        long sum = packet.sourcePort + packet.destinationPort + sequence + SYN_WORDS;
        packet.checksum = Checksum.of(sum + pseudoHeader(packet, length(probe)));
    }

    private static void ports(Packet packet, Probe probe) {
        packet.sourcePort = sourcePort(probe);
        packet.destinationPort = probe.destinationPort();
    }

    static int sourcePort(Probe probe) {
        int first = probe.profile().sourcePort();
        return probe.sourcePort(first == 0 ? FIRST_PORT : first);
    }

    private static long pseudoHeader(Packet packet, int length) {
        return words(packet.source) + words(packet.destination) + packet.protocol + length;
    }

    /** What a checksum says of everything but the addresses. */
    static int withoutAddresses(Packet packet) {
        long others = ~packet.checksum & 0xffff;
        return Math.floorMod(others - words(packet.source) - words(packet.destination), 0xffff);
    }

    private static long words(InetAddress address) {
        byte[] bytes = address.getAddress();
        return Checksum.sum(bytes, 0, bytes.length);
    }

    /** Bytes behind the IP header. */
    static int length(Probe probe) {
        ProbeProfile profile = probe.profile();
        return profile.size() - profile.family().smallestPacket() + HEADER;
    }

    /** Where the tag begins, behind the header of ICMP or UDP. */
    static int tagOffset(Probe probe) {
        return switch (probe.profile().protocol()) {
            case ICMP -> HEADER + BALANCE;
            case UDP -> HEADER + BALANCE + NUMBER;
            case TCP -> HEADER - Integer.BYTES;
        };
    }
}
