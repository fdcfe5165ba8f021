// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pathtracer.AddressFamily;
import org.pathtracer.FlowMethod;
import org.pathtracer.PacketCapture;
import org.pathtracer.Protocol;
import org.pathtracer.TracerClosedException;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.core.packet.EchoMessage;
import org.pathtracer.core.packet.IpHeader;
import org.pathtracer.core.packet.PseudoHeader;
import org.pathtracer.core.packet.TcpSyn;
import org.pathtracer.core.packet.UdpProbe;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.result.EchoReplyRecord;
import org.pathtracer.result.ReceptionRecord;
import org.pathtracer.result.TimeoutRecord;
import org.pathtracer.spi.PacketSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;

/** Which packets a capture writes, and what it says of them. Packets are handed over by the test. */
class CaptureTest {
    private static final InetAddress HERE = CanonicalAddress.read("192.0.2.1").orElseThrow();
    private static final InetAddress ROUTER =
            CanonicalAddress.read("198.51.100.7").orElseThrow();
    private static final InetAddress TARGET =
            CanonicalAddress.read("203.0.113.9").orElseThrow();
    private static final int SIZE = 60;
    private static final int IDENTIFIER = 0x1234;
    private static final int PORT = 61_000;
    private static final int SECRET = 0x55aa;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final Captures captures = new Captures();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final HandedPackets source = new HandedPackets();
    private long clock = 1_700_000_000_000_000_000L;

    /** What the test says. */
    private static final class HandedPackets implements PacketSource {
        private @Nullable Listener listener;
        private long missed;
        private int closings;

        @Override
        public boolean ofThisSystem() {
            return true;
        }

        @Override
        public Reading open(Listener to) {
            listener = to;
            return new Reading() {
                @Override
                public long missed() {
                    return missed;
                }

                @Override
                public void close() {
                    closings++;
                }
            };
        }
    }

    private PacketCapture start() {
        return captures.start(source, out);
    }

    private void packet(boolean outgoing, int onInterface, ByteBuffer bytes) {
        source.listener.onPacket(clock++, outgoing, onInterface, bytes);
    }

    private Captured end(PacketCapture capture) throws IOException {
        capture.close();
        return Captured.read(out.toByteArray());
    }

    private static Probe probe(Protocol protocol, int id, int ttl) {
        int port = protocol == Protocol.ICMP ? 0 : 33_434;
        ProbeProfile profile = new ProbeProfile(
                protocol, TARGET, port, 0, FlowMethod.PARIS, OptionalInt.empty(), SIZE, 0, false, 0, Optional.empty());
        return new Probe(
                id,
                0x1122_3344_5566_7788L + ((long) id << 32) + id,
                ttl,
                0,
                profile,
                Duration.ofMillis(250).toNanos());
    }

    private static ByteBuffer ip(int length, int ttl, int protocol, InetAddress from, InetAddress to) {
        ByteBuffer packet = ByteBuffer.allocate(length);
        IpHeader.writeIpv4(packet, 0, length, 7, ttl, 0, false, protocol, from, to);
        return packet;
    }

    private static ByteBuffer packetOf(Probe probe) {
        int behind = IpHeader.IPV4;
        int rest = SIZE - behind;
        return switch (probe.profile().protocol()) {
            case ICMP -> {
                ByteBuffer packet = ip(SIZE, probe.ttl(), 1, HERE, TARGET);
                EchoMessage.write(packet, behind, rest, AddressFamily.IPV4, IDENTIFIER, probe.id(), probe.tag(), 0);
                yield packet;
            }
            case TCP -> {
                ByteBuffer packet = ip(SIZE, probe.ttl(), TCP, HERE, TARGET);
                int pseudo = PseudoHeader.sum(HERE, TARGET, Protocol.TCP, rest);
                TcpSyn.write(packet, behind, rest, AddressFamily.IPV4, PORT, 33_434, probe.tag(), pseudo);
                yield packet;
            }
            case UDP -> {
                ByteBuffer packet = ip(SIZE, probe.ttl(), UDP, HERE, TARGET);
                int key = UdpProbe.key(probe.id(), SECRET);
                UdpProbe.writePayload(packet, behind + 8, rest - 8, PORT, 33_434, probe.id(), probe.tag(), key);
                int pseudo = PseudoHeader.sum(HERE, TARGET, Protocol.UDP, rest);
                UdpProbe.writeHeader(packet, behind, rest, PORT, 33_434, pseudo);
                yield packet;
            }
        };
    }

    /** Quotes the IP header and eight bytes. */
    private static ByteBuffer timeExceeded(ByteBuffer probe) {
        ByteBuffer packet = ip(20 + 8 + 28, 60, 1, ROUTER, HERE);
        packet.put(20, (byte) 11).put(28, probe.array(), 0, 28);
        return packet;
    }

    private static ByteBuffer echoReply(ByteBuffer request) {
        ByteBuffer packet = ip(SIZE, 60, 1, TARGET, HERE);
        packet.put(20, request.array(), 20, SIZE - 20).put(20, (byte) 0);
        return packet;
    }

    private static ProbeOutcome answered() {
        OptionalInt none = OptionalInt.empty();
        return new EchoReplyRecord(new ReceptionRecord(
                TARGET, Duration.ofNanos(1_234_567), TimestampSource.KERNEL, none, none, none, false));
    }

    @Test
    void probesOfEachProtocol_areToldFromEachOtherByTheirPacketsAndQuotes() throws IOException {
        for (Protocol protocol : Protocol.values()) {
            out.reset();
            PacketCapture capture = start();
            Probe[] probes = {probe(protocol, 1, 3), probe(protocol, 2, 3), probe(protocol, 3, 4)};
            Arrays.stream(probes).forEach(captures::leaving);
            ByteBuffer[] packets =
                    Arrays.stream(probes).map(CaptureTest::packetOf).toArray(ByteBuffer[]::new);
            // In another order than they were handed over.
            for (int i : new int[] {1, 0, 2}) {
                packet(true, 1, packets[i]);
            }
            packet(false, 1, timeExceeded(packets[0]));
            packet(false, 1, timeExceeded(packets[2]));
            packet(false, 1, timeExceeded(packets[1]));
            captures.ended(probes[0], answered());
            captures.ended(probes[1], new TimeoutRecord());
            captures.abandoned(probes[2]);
            Captured captured = end(capture);
            assertThat(captured.comments())
                    .as(protocol.toString())
                    .containsExactly(
                            "TTL 3, flow 0: no answer within 250.000 ms",
                            "TTL 3, flow 0: echo reply from 203.0.113.9 after 1.235 ms",
                            "TTL 4, flow 0: its answer is no longer awaited",
                            "answer to packet 2 (TTL 3, flow 0)",
                            "answer to packet 3 (TTL 4, flow 0)",
                            "answer to packet 1 (TTL 3, flow 0)");
            assertThat(captured.packets())
                    .extracting(Captured.Packet::direction)
                    .containsExactly(2, 2, 2, 1, 1, 1);
            assertThat(captured.packets().get(0).bytes()).isEqualTo(packets[1].array());
            assertThat(captured.packets().get(5).epochNanos()
                            - captured.packets().get(0).epochNanos())
                    .isEqualTo(5);
        }
    }

    @Test
    void packetsOfOthers_areLeftOut() throws IOException {
        PacketCapture capture = start();
        Probe own = probe(Protocol.ICMP, 5, 3);
        captures.leaving(own);
        packet(true, 1, packetOf(probe(Protocol.ICMP, 6, 3)));
        packet(true, 1, packetOf(probe(Protocol.ICMP, 5, 9)));
        packet(true, 1, packetOf(probe(Protocol.UDP, 5, 3)));
        packet(false, 1, echoReply(packetOf(own)));
        packet(true, 1, packetOf(own));
        packet(false, 1, echoReply(packetOf(probe(Protocol.ICMP, 7, 3))));
        packet(false, 1, echoReply(packetOf(own)));
        captures.ended(own, answered());
        assertThat(end(capture).comments())
                .containsExactly(
                        "TTL 3, flow 0: echo reply from 203.0.113.9 after 1.235 ms",
                        "answer to packet 1 (TTL 3, flow 0)");
    }

    @Test
    void connectionByTheKernel_isKnownAlthoughItsNumberIsTheKernels() throws IOException {
        PacketCapture capture = start();
        Probe connection = probe(Protocol.TCP, 1, 3);
        captures.leaving(connection);
        ByteBuffer syn = packetOf(probe(Protocol.TCP, 77, 3));
        packet(true, 1, syn);
        packet(true, 1, syn.duplicate());
        captures.ended(connection, new TimeoutRecord());
        assertThat(end(capture).comments())
                .containsExactly(
                        "TTL 3, flow 0: no answer within 250.000 ms",
                        "sent once more by the kernel: packet 1 (TTL 3, flow 0)");
    }

    @Test
    void secondAnswers_areCountedAndCopiesAtOtherInterfacesAreNot() throws IOException {
        PacketCapture capture = start();
        Probe probe = probe(Protocol.ICMP, 1, 64);
        captures.leaving(probe);
        packet(true, 5, packetOf(probe));
        packet(true, 6, packetOf(probe));
        packet(false, 6, echoReply(packetOf(probe)));
        packet(false, 5, echoReply(packetOf(probe)));
        packet(false, 6, echoReply(packetOf(probe)));
        captures.ended(probe, answered());
        Captured captured = end(capture);
        assertThat(captured.comments())
                .containsExactly(
                        "TTL 64, flow 0: echo reply from 203.0.113.9 after 1.235 ms",
                        "answer to packet 1 (TTL 64, flow 0)",
                        "answer 2 to packet 1 (TTL 64, flow 0)");
        assertThat(captured.interfaces()).hasSize(2);
    }

    @Test
    void numberThatANatChanged_leavesTheFlow() throws IOException {
        PacketCapture capture = start();
        Probe probe = probe(Protocol.UDP, 1, 3);
        captures.leaving(probe);
        packet(true, 1, packetOf(probe));
        ByteBuffer quoted = packetOf(probe);
        quoted.putShort(26, (short) 0x4242);
        packet(false, 1, timeExceeded(quoted));
        captures.ended(probe, answered());
        assertThat(end(capture).comments()).contains("answer to packet 1 (TTL 3, flow 0)");
    }

    @Test
    void checksumLeftToTheCard_isComputed() throws IOException {
        PacketCapture capture = start();
        Probe probe = probe(Protocol.UDP, 1, 3);
        Probe other = probe(Protocol.UDP, 2, 3);
        captures.leaving(probe);
        captures.leaving(other);
        packet(true, 1, packetOf(probe).putShort(26, (short) 0x4242));
        packet(true, 1, packetOf(other).putShort(26, (short) 0x4242));
        packet(false, 1, timeExceeded(packetOf(probe)));
        captures.ended(probe, answered());
        captures.ended(other, new TimeoutRecord());
        assertThat(end(capture).comments()).last().isEqualTo("answer to packet 1 (TTL 3, flow 0)");
    }

    @Test
    void longPacket_isCutAndPaddedOneIsNot() throws IOException {
        PacketCapture capture = start();
        Probe probe = probe(Protocol.ICMP, 1, 3);
        Probe small = probe(Protocol.ICMP, 2, 3);
        captures.leaving(probe);
        captures.leaving(small);
        ByteBuffer large = ByteBuffer.allocate(9000);
        large.put(0, packetOf(probe).array(), 0, SIZE).putShort(2, (short) 9000);
        packet(true, 1, large);
        packet(true, 1, ByteBuffer.wrap(Arrays.copyOf(packetOf(small).array(), SIZE + 6)));
        Captured captured = end(capture);
        assertThat(captured.packets()).extracting(Captured.Packet::length).containsExactly(9000, SIZE);
        assertThat(captured.packets())
                .extracting(packet -> packet.bytes().length)
                .containsExactly(2048, SIZE);
        assertThat(captured.comments()).allMatch(comment -> comment.endsWith("not ended yet"));
    }

    @Test
    void anyBytes_doNoHarm() throws IOException {
        PacketCapture capture = start();
        Random random = new Random(20);
        Probe probe = probe(Protocol.UDP, 1, 3);
        captures.leaving(probe);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = i % 2 == 0
                    ? timeExceeded(packetOf(probe)).array()
                    : packetOf(probe).array();
            for (int flips = 0; flips < 3; flips++) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            packet(
                    random.nextBoolean(),
                    1,
                    ByteBuffer.wrap(bytes, 0, random.nextInt(bytes.length + 1)).slice());
        }
        assertThat(end(capture).interfaces()).hasSizeLessThan(2);
    }

    @Test
    void missedPackets_areTold() throws IOException {
        PacketCapture capture = start();
        Probe probe = probe(Protocol.ICMP, 1, 3);
        captures.leaving(probe);
        packet(true, 1, packetOf(probe));
        source.missed = 42;
        assertThat(end(capture).missed()).isEqualTo(42);
        assertThat(capture.missed()).isEqualTo(42);
        assertThat(capture.packets()).isEqualTo(1);
        capture.close();
        assertThat(source.closings).isEqualTo(1);
    }

    @Test
    void streamThatFails_isToldByClosing() {
        PacketCapture capture = captures.start(source, new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        assertThatThrownBy(capture::close).isInstanceOf(IOException.class).hasMessage("No space left on device");
        assertThat(source.closings).isEqualTo(1);
    }

    @Test
    void probesWhosePacketsAreMissed_areForgotten() {
        SentProbes probes = new SentProbes();
        for (int i = 0; i < 200_000; i++) {
            Probe missed = probe(Protocol.ICMP, i % 30_000, 3);
            probes.leaving(missed);
            probes.ended(missed, new TimeoutRecord());
        }
        assertThat(probes.waiting()).isEqualTo(1 << 17);
        Probe seen = probe(Protocol.ICMP, 40_000, 3);
        probes.leaving(seen);
        PacketReader reader = PacketReader.of(packetOf(seen)).orElseThrow();
        assertThat(probes.sent(reader.request().orElseThrow()))
                .map(captured -> captured.probe)
                .containsSame(seen);
        assertThat(probes.waiting()).isLessThan(2000);
    }

    @Test
    void endsThatWereMissed_areSaid() {
        SentProbes probes = new SentProbes();
        Probe first = probe(Protocol.ICMP, 1, 3);
        probes.leaving(first);
        PacketReader reader = PacketReader.of(packetOf(first)).orElseThrow();
        CapturedProbe captured = probes.sent(reader.request().orElseThrow()).orElseThrow();
        for (int i = 0; i < 200_000; i++) {
            probes.leaving(probe(Protocol.ICMP, i % 30_000, 4));
        }
        assertThat(captured.verdict()).contains("what became of it was missed");
    }

    @Test
    void longPacketsThatCantBeWritten_areBoundedByTheirBytes() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        PacketCapture capture = captures.start(source, new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                try {
                    free.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        });
        ByteBuffer large = ByteBuffer.allocate(9000);
        large.put(0, packetOf(probe(Protocol.ICMP, 1, 3)).array(), 0, SIZE).putShort(2, (short) 9000);
        for (int i = 0; i < 40_000; i++) {
            packet(true, 1, large);
        }
        // 32 MiB, of 2 KiB each.
        assertThat(capture.missed()).isGreaterThanOrEqualTo(40_000 - (32 << 20) / 2048);
        free.countDown();
        capture.close();
    }

    @Test
    void streamThatBlocks_costsNoMoreThanSoMuchMemory() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        PacketCapture capture = captures.start(source, new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                try {
                    free.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        });
        Probe probe = probe(Protocol.ICMP, 1, 3);
        for (int i = 0; i < 100_000; i++) {
            packet(true, 1, packetOf(probe));
        }
        assertThat(capture.missed()).isGreaterThan(30_000);
        free.countDown();
        capture.close();
    }

    @Test
    void closedTracer_endsCapturesAndStartsNone() throws IOException {
        PacketCapture capture = start();
        captures.close();
        assertThat(source.closings).isEqualTo(1);
        assertThatThrownBy(this::start).isInstanceOf(TracerClosedException.class);
        capture.close();
        assertThat(HexFormat.of().formatHex(out.toByteArray())).startsWith("0a0d0d0a");
    }
}
