// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.FlowMethod;
import org.pathtracer.Protocol;
import org.pathtracer.RejectionReason;
import org.pathtracer.core.packet.EchoHeader;
import org.pathtracer.core.packet.EchoMessage;
import org.pathtracer.core.packet.IcmpDecoder;
import org.pathtracer.core.packet.IcmpMessage;
import org.pathtracer.core.packet.InternetChecksum;
import org.pathtracer.core.packet.TcpHeader;
import org.pathtracer.core.packet.TcpSyn;
import org.pathtracer.core.packet.UdpHeader;
import org.pathtracer.core.packet.UdpProbe;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.Reply;

/** Every length of a quote, with and without padding and what is appended: a true one is never refused. */
class QuoteLengthsTest {
    private static final int ID = 7;
    private static final int PORT = 33_434;
    private static final int SOURCE_PORT = 61_000;
    private static final int IDENTIFIER = 0x4321;
    private static final int FLOW = 5;
    private static final byte[] NOTHING = {};
    /** An extension structure with one MPLS label and a right checksum. */
    private static final byte[] STRUCTURE = structure();

    /** What a router does behind the part of the probe that it quotes. */
    private enum Tail {
        NONE,
        TO_A_WORD,
        TO_128,
        ANNOUNCED,
        UNANNOUNCED;

        int quote(AddressFamily family, int shown) {
            int word = family == AddressFamily.IPV6 ? 8 : 4;
            int words = (shown + word - 1) / word * word;
            return switch (this) {
                case NONE -> shown;
                case TO_A_WORD -> words;
                case TO_128 -> Math.max(128, shown);
                case ANNOUNCED -> Math.max(128, words);
                // RFC 4884 section 5.1: there it has exactly this length.
                case UNANNOUNCED -> 128;
            };
        }
    }

    static Stream<Arguments> probes() {
        return Stream.of(AddressFamily.values())
                .flatMap(family -> Stream.of(Protocol.values())
                        .flatMap(protocol -> Stream.of(60, 200, 39)
                                .filter(size -> size - header(family) >= (protocol == Protocol.TCP ? 20 : 8))
                                .map(size -> Arguments.of(family, protocol, size))));
    }

    @ParameterizedTest
    @MethodSource("probes")
    void trueQuote_isNeverRefused(AddressFamily family, Protocol protocol, int size) throws Exception {
        long seed = Long.getLong("pathtracer.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int shown = 8; shown <= Math.min(200, size - header(family)); shown++) {
            for (Tail tail : Tail.values()) {
                // Tags with zeros too, which look like padding.
                for (long mask : new long[] {-1L, 0xff00ff00ff00ff00L, 0x00ffffffffffffffL, 0xffffffff00000000L, 0}) {
                    Probe probe = probe(family, protocol, size, random.nextLong() & mask);
                    Reply reply = reply(probe, shown, tail);
                    assertThat(check(probe, reply))
                            .as("%d bytes, %s, tag %x, seed %d", shown, tail, probe.tag(), seed)
                            .isEmpty();
                }
            }
        }
    }

    /** As far as it shows the tag, the tag decides; and what shows less is told as less. */
    @ParameterizedTest
    @MethodSource("probes")
    void quote_isBelievedAsFarAsItShows(AddressFamily family, Protocol protocol, int size) throws Exception {
        long tag = 0x8123456789abcdefL;
        Probe probe = probe(family, protocol, size, tag);
        for (int shown = 8; shown <= Math.min(200, size - header(family)); shown++) {
            for (Tail tail : Tail.values()) {
                Reply reply = reply(probe, shown, tail);
                Probe other = probe(family, protocol, size, tag ^ 1L << 56);
                Optional<RejectionReason> refused = check(other, reply);
                boolean shows = reply.tagBits() > 0;
                assertThat(refused)
                        .as("%d bytes, %s", shown, tail)
                        .isEqualTo(shows ? Optional.of(RejectionReason.WRONG_TAG) : Optional.empty());
                int offset = protocol == Protocol.ICMP ? 10 : protocol == Protocol.UDP ? 12 : 4;
                int expected = Math.max(0, Math.min(8, shown - offset)) * 8;
                assertThat(reply.tagBits())
                        .as("%d bytes, %s", shown, tail)
                        .isEqualTo(protocol == Protocol.TCP ? 32 : expected);
                Matching matching = Answers.of(awaited(probe), probe, reply)
                                instanceof org.pathtracer.probe.ProbeOutcome.TimeExceeded exceeded
                        ? exceeded.quoted().matching()
                        : Matching.KERNEL;
                int whole = ReplyCheck.tagBits(probe);
                assertThat(matching == Matching.TAG)
                        .as("%d bytes, %s", shown, tail)
                        .isEqualTo(reply.tagBits() > 0 && reply.tagBits() >= Math.min(32, whole));
            }
        }
    }

    /** A forger that guesses a byte of the tag, but not the checksum too, is not believed. */
    @ParameterizedTest
    @MethodSource("probes")
    void fewBitsBesideAnotherChecksum_areNotBelieved(AddressFamily family, Protocol protocol, int size)
            throws Exception {
        if (protocol != Protocol.ICMP || family == AddressFamily.IPV6) {
            return;
        }
        Probe sent = probe(family, protocol, size, 0x8123456789abcdefL);
        Probe otherFlow = new Probe(ID, sent.tag(), 3, FLOW + 1, sent.profile(), 1);
        assertThat(check(otherFlow, reply(sent, 12, Tail.NONE))).contains(RejectionReason.TOO_SHORT);
        assertThat(check(otherFlow, reply(sent, 8, Tail.NONE))).isEmpty();
        assertThat(check(otherFlow, reply(sent, 18, Tail.NONE))).isEmpty();
    }

    private static Optional<RejectionReason> check(Probe probe, Reply reply) {
        return ReplyCheck.check(awaited(probe), reply);
    }

    private static InFlightProbe awaited(Probe probe) {
        InFlightProbe awaited = new InFlightProbe(ID);
        awaited.probe = probe;
        awaited.state = InFlightProbe.State.IN_FLIGHT;
        awaited.left = true;
        return awaited;
    }

    private static Probe probe(AddressFamily family, Protocol protocol, int size, long tag) throws Exception {
        ProbeProfile profile = new ProbeProfile(
                protocol,
                target(family),
                protocol == Protocol.ICMP ? 0 : PORT,
                0,
                FlowMethod.PARIS,
                OptionalInt.empty(),
                size,
                0,
                false,
                0,
                Optional.empty());
        return new Probe(ID, tag, 3, FLOW, profile, 1);
    }

    private static InetAddress target(AddressFamily family) throws Exception {
        return InetAddress.getByName(family == AddressFamily.IPV6 ? "2001:db8::9" : "192.0.2.9");
    }

    private static InetAddress client(AddressFamily family) throws Exception {
        return InetAddress.getByName(family == AddressFamily.IPV6 ? "2001:db8::1" : "192.0.2.1");
    }

    private static int header(AddressFamily family) {
        return family == AddressFamily.IPV6 ? 40 : 20;
    }

    /** What a transport makes of the error of a router that quotes so many bytes behind the IP header. */
    private static Reply reply(Probe probe, int shown, Tail tail) throws Exception {
        AddressFamily family = probe.profile().family();
        ByteBuffer error = error(probe, shown, tail);
        IcmpMessage icmp =
                IcmpDecoder.decode(family, error, 0, error.capacity()).orElseThrow();
        assertThat(icmp.extensions().objects()).hasSize(tail == Tail.ANNOUNCED || tail == Tail.UNANNOUNCED ? 1 : 0);
        Reply.Builder reply = Reply.of(ID, icmp.kind(), target(family), 9, TimestampSource.KERNEL)
                .probeDestination(Optional.of(icmp.quoted().orElseThrow().destination()))
                .quoted(icmp.quoted().orElseThrow().with(icmp.probe()));
        if (icmp.probe() instanceof EchoHeader echo) {
            assertThat(echo.sequence()).isEqualTo(ID);
            return reply.tag(echo.tag(), echo.tagBits()).build();
        } else if (icmp.probe() instanceof TcpHeader tcp) {
            int checksum = TcpSyn.checksum(ByteBuffer.wrap(packet(probe)), header(family));
            assertThat(tcp.checksum().orElse(checksum)).isEqualTo(checksum);
            return reply.tag((long) tcp.sequence() << 32, 32).build();
        }
        UdpHeader udp = (UdpHeader) icmp.probe();
        assertThat(udp.mark().id().orElse(ID)).isEqualTo(ID);
        return reply.tag(udp.mark().tag(), udp.mark().tagBits()).build();
    }

    private static ByteBuffer error(Probe probe, int shown, Tail tail) throws Exception {
        AddressFamily family = probe.profile().family();
        boolean v6 = family == AddressFamily.IPV6;
        byte[] packet = packet(probe);
        int seen = header(family) + shown;
        int quote = tail.quote(family, seen);
        byte[] structure = tail == Tail.ANNOUNCED || tail == Tail.UNANNOUNCED ? STRUCTURE : NOTHING;
        ByteBuffer error = ByteBuffer.allocate(8 + quote + structure.length);
        error.put(0, (byte) (v6 ? 3 : 11));
        if (tail == Tail.ANNOUNCED) {
            error.put(v6 ? 4 : 5, (byte) (quote / (v6 ? 8 : 4)));
        }
        error.put(8, Arrays.copyOf(Arrays.copyOf(packet, seen), quote)).put(8 + quote, structure);
        return error;
    }

    private static byte[] packet(Probe probe) throws Exception {
        AddressFamily family = probe.profile().family();
        int size = probe.profile().size();
        int header = header(family);
        ByteBuffer packet = ByteBuffer.allocate(size);
        byte[] from = client(family).getAddress();
        byte[] to = target(family).getAddress();
        int protocol = switch (probe.profile().protocol()) {
            case ICMP -> family == AddressFamily.IPV6 ? 58 : 1;
            case UDP -> 17;
            case TCP -> 6;
        };
        if (family == AddressFamily.IPV6) {
            packet.putInt(0x6000_0000).putShort((short) (size - header));
            packet.put((byte) protocol).put((byte) 1).put(from).put(to);
        } else {
            packet.putShort((short) 0x4500).putShort((short) size).putInt(0);
            packet.put((byte) 1)
                    .put((byte) protocol)
                    .putShort((short) 0)
                    .put(from)
                    .put(to);
        }
        switch (probe.profile().protocol()) {
            case ICMP -> EchoMessage.write(packet, header, size - header, family, IDENTIFIER, ID, probe.tag(), FLOW);
            case UDP -> {
                UdpProbe.writePayload(
                        packet, header + 8, size - header - 8, SOURCE_PORT, PORT, ID, probe.tag(), 0x1357 ^ ID);
                UdpProbe.writeHeader(packet, header, size - header, SOURCE_PORT, PORT, 0x4711);
            }
            case TCP -> TcpSyn.write(packet, header, size - header, family, SOURCE_PORT, PORT, probe.tag(), 0x4711);
        }
        return packet.array();
    }

    private static byte[] structure() {
        ByteBuffer structure = ByteBuffer.allocate(12);
        structure
                .putInt(0x2000_0000)
                .putShort((short) 8)
                .putShort((short) 0x0101)
                .putInt(0x186a_0140);
        structure.putShort(2, (short) ~InternetChecksum.sum(structure, 0, 12));
        return structure.array();
    }
}
