// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.testkit.PacketNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.check.Checks;
import org.pathtracer.testkit.simulation.Packet;
import org.pathtracer.testkit.simulation.TcpFlags;
import org.pathtracer.testkit.wire.Bytes;
import org.pathtracer.testkit.wire.Checksum;

class PacketNetworkTest {
    private static final int HOPS = 4;
    private static final long MILLIS = 1_000_000;

    private static Topology chain() {
        TopologyBuilder builder = Topology.builder()
                .source("source")
                .router("r1")
                .router("r2", node -> node.marksDscp(10))
                .router("r3", node -> node.quote(8))
                .destination("server", node -> node.tcpOpen(80).udpOpen(53).udpFiltered(54));
        return builder.path(List.of("source", "r1", "r2", "r3", "server"), link -> link.delay(Duration.ofMillis(5)))
                .build();
    }

    private static SourcePackets to(boolean v6, int hop, int ttl) {
        return new SourcePackets(v6, (v6 ? "fd00::" : "10.0.0.") + hop, ttl);
    }

    /** All that comes back, whenever. */
    private static List<byte[]> answers(PacketNetwork network, byte[] packet) {
        network.inject(ByteBuffer.wrap(packet), 0);
        return drain(network);
    }

    private static List<byte[]> drain(PacketNetwork network) {
        List<byte[]> all = new ArrayList<>();
        while (network.nextAt() != Long.MAX_VALUE) {
            network.poll(network.nextAt()).ifPresent(all::add);
        }
        return all;
    }

    private static byte[] answer(byte[] packet) {
        List<byte[]> answers = answers(PacketNetwork.of(chain(), 1), packet);
        assertThat(answers).hasSize(1);
        byte[] answer = answers.get(0);
        assertWhole(answer);
        return answer;
    }

    /** Lengths and checksums hold, and it is for the source. */
    private static void assertWhole(byte[] packet) {
        boolean v6 = Bytes.u8(packet, 0) >> 4 == 6;
        int offset = v6 ? 40 : 20;
        int protocol = Bytes.u8(packet, v6 ? 6 : 9);
        int length = packet.length - offset;
        assertThat(address(packet, v6 ? 24 : 16, v6)).isEqualTo(SourcePackets.source(v6));
        if (v6) {
            assertThat(Bytes.u16(packet, 4)).isEqualTo(length);
        } else {
            assertThat(Bytes.u16(packet, 2)).isEqualTo(packet.length);
            assertThat(Checksum.fold(Checksum.sum(packet, 0, 20))).isEqualTo(0xffff);
        }
        boolean holds = protocol == Packet.ICMP
                ? Checksum.fold(Checksum.sum(packet, offset, length)) == 0xffff
                : Checksum.transportHolds(packet, offset, length, protocol);
        assertThat(holds).as("checksum of protocol %d", protocol).isTrue();
    }

    private static InetAddress address(byte[] packet, int offset, boolean v6) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(packet, offset, offset + (v6 ? 16 : 4)));
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static InetAddress from(byte[] packet, boolean v6) {
        return address(packet, v6 ? 8 : 12, v6);
    }

    private static String tail(byte[] packet, int from) {
        return HexFormat.of().formatHex(packet, from, packet.length);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void echo_sameContentAfterTheRoundTrip(boolean v6) {
        PacketNetwork network = PacketNetwork.of(chain(), 1);
        SourcePackets packets = to(v6, HOPS, 64);
        byte[] request = packets.echo(3, 57);
        network.inject(ByteBuffer.wrap(request), 1_000);
        assertThat(network.nextAt()).isEqualTo(1_000 + 40 * MILLIS);
        assertThat(network.poll(network.nextAt() - 1)).isEmpty();
        byte[] reply = network.poll(network.nextAt()).orElseThrow();
        assertWhole(reply);
        int offset = packets.offset();
        assertThat(from(reply, v6)).isEqualTo(Checks.address(packets.destination()));
        assertThat(Bytes.u8(reply, offset)).isEqualTo(v6 ? 129 : 0);
        assertThat(tail(reply, offset + 4)).isEqualTo(tail(request, offset + 4));
        assertThat(Bytes.u8(reply, v6 ? 7 : 8)).isEqualTo(61);
        assertThat(network.nextAt()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ttlEnds_quoteOfThePacketAsItWasThere(boolean v6) {
        SourcePackets packets = to(v6, HOPS, 3);
        byte[] request = packets.datagram(33_434, 30);
        byte[] error = answer(request);
        int offset = packets.offset();
        assertThat(from(error, v6)).isEqualTo(Checks.address(to(v6, 3, 1).destination()));
        assertThat(Bytes.u8(error, offset)).isEqualTo(v6 ? 3 : 11);
        byte[] quote = Arrays.copyOfRange(error, offset + 8, error.length);
        assertThat(quote).hasSize(offset + 8);
        assertThat(Bytes.u8(quote, v6 ? 7 : 8)).as("TTL").isEqualTo(1);
        int trafficClass = v6 ? Bytes.u16(quote, 0) >> 4 & 0xff : Bytes.u8(quote, 1);
        assertThat(trafficClass).isEqualTo(10 << 2);
        if (!v6) {
            assertThat(Checksum.fold(Checksum.sum(quote, 0, 20))).isEqualTo(0xffff);
        }
        assertThat(tail(quote, offset)).isEqualTo(HexFormat.of().formatHex(request, offset, offset + 8));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void udpPorts_echoUnreachableOrSilence(boolean v6) {
        SourcePackets packets = to(v6, HOPS, 64);
        byte[] open = answer(packets.datagram(53, 11));
        int offset = packets.offset();
        assertThat(Bytes.u16(open, offset)).isEqualTo(53);
        assertThat(Bytes.u16(open, offset + 2)).isEqualTo(SourcePackets.PORT);
        assertThat(tail(open, offset + 8)).isEqualTo("a5".repeat(11));
        byte[] closed = answer(packets.datagram(33_434, 11));
        assertThat(Bytes.u16(closed, offset)).isEqualTo(v6 ? 0x0104 : 0x0303);
        assertThat(answers(PacketNetwork.of(chain(), 1), packets.datagram(54, 11)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tcp_connectionOpensCarriesAndCloses(boolean v6) {
        SourcePackets packets = to(v6, HOPS, 64);
        int offset = packets.offset();
        byte[] accepted = answer(packets.segment(80, TcpFlags.SYN, 1000, 0, 0));
        assertThat(Bytes.u8(accepted, offset + 13)).isEqualTo(TcpFlags.SYN | TcpFlags.ACK);
        assertThat(Bytes.int32(accepted, offset + 8)).isEqualTo(1001);
        assertThat(Bytes.int32(accepted, offset + 20)).isEqualTo(0x02040000 | (v6 ? 1440 : 1460));
        int theirs = Bytes.int32(accepted, offset + 4) + 1;
        PacketNetwork network = PacketNetwork.of(chain(), 1);
        assertThat(answers(network, packets.segment(80, TcpFlags.ACK, 1001, theirs, 0)))
                .isEmpty();
        byte[] acknowledged = answer(packets.segment(80, TcpFlags.ACK | TcpFlags.PSH, 1001, theirs, 10));
        assertThat(Bytes.u8(acknowledged, offset + 13)).isEqualTo(TcpFlags.ACK);
        assertThat(Bytes.int32(acknowledged, offset + 8)).isEqualTo(1011);
        assertThat(Bytes.int32(acknowledged, offset + 4)).isEqualTo(theirs);
        byte[] closed = answer(packets.segment(80, TcpFlags.ACK | TcpFlags.FIN, 1011, theirs, 0));
        assertThat(Bytes.u8(closed, offset + 13)).isEqualTo(TcpFlags.ACK | TcpFlags.FIN);
        assertThat(Bytes.int32(closed, offset + 8)).isEqualTo(1012);
        assertThat(answers(network, packets.segment(80, TcpFlags.RST, 1012, 0, 0)))
                .isEmpty();
    }

    @Test
    void tcpToAClosedPort_reset() {
        byte[] reset = answer(to(false, HOPS, 64).segment(81, TcpFlags.SYN, 1000, 0, 0));
        assertThat(Bytes.u8(reset, 33)).isEqualTo(TcpFlags.RST | TcpFlags.ACK);
        assertThat(Bytes.int32(reset, 28)).isEqualTo(1001);
        byte[] unknown = answer(to(false, 2, 64).segment(80, TcpFlags.ACK, 1000, 555, 3));
        assertThat(Bytes.u8(unknown, 33)).isEqualTo(TcpFlags.RST);
        assertThat(Bytes.int32(unknown, 24)).isEqualTo(555);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void unknownProtocol_toldByTheDestination(boolean v6) {
        byte[] error = answer(to(v6, HOPS, 64).ip(132, 40));
        assertThat(Bytes.u16(error, v6 ? 40 : 20)).isEqualTo(v6 ? 0x0401 : 0x0302);
    }

    @Test
    void largePacket_quotedAsFarAsTheStandardAllows() {
        assertThat(answer(to(false, HOPS, 1).echo(1, 1400))).hasSize(576);
        assertThat(answer(to(true, HOPS, 1).echo(1, 1400))).hasSize(1280);
    }

    @Test
    void largerThanTheFirstLink_gatewayTellsItsMtu() {
        Topology topology = Topology.builder()
                .source("source")
                .router("r1")
                .destination("server")
                .path(List.of("source", "r1", "server"), link -> link.mtu(1300))
                .build();
        for (boolean v6 : new boolean[] {false, true}) {
            byte[] packet = to(v6, 2, 64).echo(1, 1400);
            if (!v6) {
                packet[6] = 0x40;
                Bytes.put16(packet, 10, 0);
                Bytes.put16(packet, 10, Checksum.of(Checksum.sum(packet, 0, 20)));
            }
            byte[] error = answers(PacketNetwork.of(topology, 1), packet).get(0);
            assertWhole(error);
            assertThat(from(error, v6)).isEqualTo(Checks.address(to(v6, 1, 1).destination()));
            assertThat(Bytes.u16(error, v6 ? 40 : 20)).isEqualTo(v6 ? 0x0200 : 0x0304);
            assertThat(Bytes.int32(error, v6 ? 44 : 24)).isEqualTo(1300);
        }
    }

    @Test
    void damagedInTransport_routersDoNotCareDestinationDoes() {
        byte[] packet = to(false, HOPS, 64).echo(1, 20);
        packet[40] ^= 1;
        assertThat(answers(PacketNetwork.of(chain(), 1), packet)).isEmpty();
        byte[] expiring = to(false, HOPS, 2).echo(1, 20);
        expiring[40] ^= 1;
        answer(expiring);
    }

    @Test
    void fragments_firstIsQuotedOthersAreNot() {
        byte[] first = to(false, HOPS, 1).echo(1, 20);
        first[6] = 0x20;
        Bytes.put16(first, 10, 0);
        Bytes.put16(first, 10, Checksum.of(Checksum.sum(first, 0, 20)));
        assertThat(answer(first)).hasSize(28 + 48);
        byte[] later = first.clone();
        Bytes.put16(later, 6, 5);
        Bytes.put16(later, 10, 0);
        Bytes.put16(later, 10, Checksum.of(Checksum.sum(later, 0, 20)));
        assertThat(answers(PacketNetwork.of(chain(), 1), later)).isEmpty();
    }

    @Test
    void noiseOfALink_ignoredAndCounted() {
        PacketNetwork network = PacketNetwork.of(chain(), 1);
        network.inject(ByteBuffer.wrap(new SourcePackets(true, "ff02::2", 255).echo(1, 0)), 0);
        network.inject(ByteBuffer.wrap(new SourcePackets(true, "fe80::1", 255).echo(1, 0)), 0);
        network.inject(ByteBuffer.wrap(new SourcePackets(false, "255.255.255.255", 64).datagram(67, 10)), 0);
        network.inject(ByteBuffer.wrap(new SourcePackets(false, "224.0.0.251", 255).datagram(5353, 10)), 0);
        assertThat(network.nextAt()).isEqualTo(Long.MAX_VALUE);
        assertThat(network.counters()).isEqualTo(new PacketNetwork.Counters(4, 4, 0, 0, 0));
    }

    @Test
    void anyBytes_neverAnException() {
        SplittableRandom random = new SplittableRandom(1);
        PacketNetwork network = PacketNetwork.of(chain(), 1);
        List<byte[]> models = List.of(
                to(false, HOPS, 64).echo(1, 30),
                to(true, HOPS, 2).datagram(53, 30),
                to(false, HOPS, 64).segment(80, TcpFlags.SYN, 1, 0, 0),
                to(true, HOPS, 64).ip(44, 40));
        for (int i = 0; i < 200_000; i++) {
            byte[] packet = models.get(random.nextInt(models.size())).clone();
            for (int change = random.nextInt(4); change > 0; change--) {
                packet[random.nextInt(packet.length)] = (byte) random.nextInt();
            }
            if (random.nextBoolean() && (packet[0] & 0xf0) == 0x40) {
                Bytes.put16(packet, 10, 0);
                int header = Math.min(packet.length, (packet[0] & 0xf) * 4);
                Bytes.put16(packet, 10, Checksum.of(Checksum.sum(packet, 0, header)));
            }
            network.inject(ByteBuffer.wrap(packet, 0, random.nextInt(packet.length + 1)), i);
            drain(network);
        }
        assertThat(network.counters().ignored()).isPositive();
        assertThat(network.counters().delivered()).isPositive();
    }

    @Test
    void tooMuchUnderWay_lostAndCounted() {
        PacketNetwork network = PacketNetwork.of(chain(), 1);
        byte[] packet = to(false, HOPS, 64).echo(1, 0);
        for (int i = 0; i < 70_000; i++) {
            network.inject(ByteBuffer.wrap(packet), 0);
        }
        assertThat(network.counters().overflowed()).isEqualTo(70_000 - 65_536);
        assertThat(drain(network)).hasSize(65_536);
    }

    @Test
    void anyOriginOfTheClock_sameNetwork() {
        PacketNetwork network = PacketNetwork.of(chain(), 1);
        long start = Long.MAX_VALUE - 7 * MILLIS;
        network.inject(ByteBuffer.wrap(to(false, HOPS, 1).echo(1, 0)), start);
        assertThat(network.nextAt()).isEqualTo(start + 10 * MILLIS);
        assertThat(network.poll(start + 9 * MILLIS)).isEmpty();
        Optional<byte[]> answer = network.poll(start + 10 * MILLIS);
        assertThat(answer).isPresent();
    }
}
