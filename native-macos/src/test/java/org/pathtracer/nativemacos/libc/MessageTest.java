// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.junit.jupiter.api.Test;
import org.pathtracer.AddressFamily;
import org.pathtracer.FlowMethod;
import org.pathtracer.PathTracerException;
import org.pathtracer.Protocol;
import org.pathtracer.nativeposix.Arrival;
import org.pathtracer.nativeposix.EchoWriter;
import org.pathtracer.nativeposix.IcmpReader;
import org.pathtracer.nativeposix.Identity;
import org.pathtracer.nativeposix.InFlightProbes;
import org.pathtracer.nativeposix.SynWriter;
import org.pathtracer.nativeposix.UdpMatcher;
import org.pathtracer.nativeposix.UdpWriter;
import org.pathtracer.nativeposix.libc.KernelClock;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.spi.TransportListener;

/** Packets in the form in which XNU hands them over, byte by byte, and bytes that it would never hand over. */
class MessageTest {
    private static final int IDENTIFIER = 0x1234;
    private static final int SEQUENCE = 0x0102;

    /** Outer header: length 0x24 (36, without header) and offset in host order; the rest as on the wire. */
    private static final String OUTER = "4500 2400 0007 0040 40 01 0000 c0000201 c0000263";

    private final List<Reply> replies = new ArrayList<>();
    private final Identity identity = identity();
    private byte[] packet = new byte[0];
    private byte[] control = new byte[0];
    private int flags;
    private final Message message = new Message(libc(), new Timebase(125, 3));

    private Identity identity() {
        TransportListener listener = new TransportListener() {
            @Override
            public void onSent(int id, long nanos, TimestampSource source) {}

            @Override
            public void onSendFailed(int id, ProbeOutcome.SendFailed failure) {}

            @Override
            public void onReply(Reply reply) {
                replies.add(reply);
            }

            @Override
            public void onDrained() {}

            @Override
            public void onBroken(PathTracerException cause) {}
        };
        InFlightProbes inFlight = new InFlightProbes();
        return new Identity(
                IDENTIFIER, 7, inFlight, new UdpMatcher(inFlight, listener, 7), new SynWriter(inFlight), listener);
    }

    /** A kernel whose {@code recvmsg} gives what the test has put down. */
    private Libc libc() {
        return (Libc) Proxy.newProxyInstance(
                Libc.class.getClassLoader(), new Class<?>[] {Libc.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("recvmsg");
                    long header = ((org.pathtracer.core.nativecode.Pointer) arguments[1]).address();
                    return receive(at(header, Layout.MSGHDR));
                });
    }

    private long receive(Pointer header) {
        byte[] name = HexFormat.of().parseHex("10020000c00002010000000000000000");
        at(header.getLong(0), name.length).put(0, name, 0, name.length);
        header.putInt(Layout.MSG_NAMELEN, name.length);
        assertThat(header.getInt(Layout.MSG_CONTROLLEN)).isEqualTo(Message.CONTROL);
        int told = Math.min(control.length, Message.CONTROL);
        at(header.getLong(Layout.MSG_CONTROL), Message.CONTROL).put(0, control, 0, told);
        header.putInt(Layout.MSG_CONTROLLEN, control.length);
        header.putInt(Layout.MSG_FLAGS, flags);
        Pointer iov = at(header.getLong(Layout.MSG_IOV), Layout.IOVEC);
        int given = (int) Math.min(packet.length, iov.getLong(Layout.IOV_LEN));
        at(iov.getLong(0), given).put(0, packet, 0, given);
        return given;
    }

    private static Pointer at(long address, int size) {
        return Pointer.wrap(Runtime.getSystemRuntime(), address, size);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private void arrives(AddressFamily family) {
        assertThat(message.receive(3)).isZero();
        IcmpReader reader = new IcmpReader(
                family,
                IcmpReader.Form.REWRITTEN_BY_BSD,
                identity,
                profile -> Optional.empty(),
                (flow, tcp) -> Optional.empty());
        reader.answer(message, Arrival.of(message, new KernelClock(System::nanoTime)));
    }

    private void send(AddressFamily family) throws Exception {
        InetAddress target = InetAddress.getByName(family == AddressFamily.IPV4 ? "203.0.113.9" : "2001:db8::9");
        Probe probe = new Probe(SEQUENCE, 0x1122_3344_5566_7788L, 3, 0, ProbeProfile.echo(target, 60), 1_000_000_000);
        identity.inFlight().add(probe, null);
        identity.inFlight().left(probe);
    }

    /** A probe as it left, with the headers before it. */
    private static String echo(AddressFamily family) throws Exception {
        InetAddress target = InetAddress.getByName(family == AddressFamily.IPV4 ? "203.0.113.9" : "2001:db8::9");
        Probe probe = new Probe(SEQUENCE, 0x1122_3344_5566_7788L, 3, 0, ProbeProfile.echo(target, 60), 1_000_000_000);
        EchoWriter writer = new EchoWriter(IDENTIFIER);
        ByteBuffer out = ByteBuffer.allocate(writer.length(probe));
        writer.write(probe, out, 0, out.capacity());
        return HexFormat.of().formatHex(out.array());
    }

    @Test
    void timeExceeded_isReadDespiteWhatXnuRewrites() throws Exception {
        send(AddressFamily.IPV4);
        // The quoted length, 60, is swapped; the ICMP checksum does not hold any more.
        String quote = "4508 3c00 0042 4000 01 01 0000 c0000263 cb007109";
        packet = hex(OUTER + "0b00 abcd 00000000" + quote + echo(AddressFamily.IPV4));
        arrives(AddressFamily.IPV4);
        assertThat(replies).hasSize(1);
        Reply reply = replies.get(0);
        assertThat(reply.id()).isEqualTo(SEQUENCE);
        assertThat(reply.kind()).isEqualTo(ReplyKind.TIME_EXCEEDED);
        assertThat(reply.from()).isEqualTo(InetAddress.getByName("192.0.2.1"));
        assertThat(reply.tag()).isEqualTo(0x1122_3344_5566_7788L);
        assertThat(reply.quoted().ttl()).hasValue(1);
        assertThat(reply.quoted().trafficClass()).hasValue(8);
        assertThat(reply.quoted().length()).isEmpty();
        assertThat(reply.identification()).isEmpty();
    }

    @Test
    void echoReply_isReadWithAndWithoutItsHeader() throws Exception {
        send(AddressFamily.IPV4);
        String reply = "00" + echo(AddressFamily.IPV4).substring(2);
        packet = hex(OUTER + reply);
        arrives(AddressFamily.IPV4);
        packet = hex(reply);
        arrives(AddressFamily.IPV4);
        assertThat(replies).hasSize(2).allSatisfy(told -> {
            assertThat(told.kind()).isEqualTo(ReplyKind.ECHO_REPLY);
            assertThat(told.tagBits()).isEqualTo(64);
        });
    }

    @Test
    void icmpv6_beginsWithItsType() throws Exception {
        send(AddressFamily.IPV6);
        String quote = "6000 0000 0014 3a 01 20010db8000000000000000000000001 20010db8000000000000000000000009";
        packet = hex("0300 abcd 00000000" + quote + echo(AddressFamily.IPV6));
        arrives(AddressFamily.IPV6);
        assertThat(replies).hasSize(1);
        assertThat(replies.get(0).quoted().length()).isEqualTo(OptionalInt.of(60));
    }

    @Test
    void messagesOfOthers_areNotOurs() throws Exception {
        send(AddressFamily.IPV4);
        String echo = echo(AddressFamily.IPV4);
        packet = hex(OUTER + "00" + echo.substring(2).replaceFirst("1234", "1235"));
        arrives(AddressFamily.IPV4);
        packet = hex(OUTER + echo);
        arrives(AddressFamily.IPV4);
        packet = hex(OUTER + "0b00 abcd 00000000 4500 3c00 0042 0000 01 01 0000 c0000263 cb007109"
                + echo.replaceFirst("1234", "1235"));
        arrives(AddressFamily.IPV4);
        assertThat(replies).isEmpty();
    }

    @Test
    void controlMessages_tellTimeAndTtl() {
        // 24 million ticks are a second; a TTL is one byte, padded to four.
        control = hex("14000000 ffff0000 04000000 00366e0100000000" + "0d000000 00000000 18000000 3f000000");
        assertThat(message.receive(3)).isZero();
        assertThat(message.timed()).isTrue();
        assertThat(message.stampNanos()).isEqualTo(1_000_000_000);
        assertThat(message.ttl()).isEqualTo(63);
        control = hex("10000000 29000000 2f000000 40000000");
        assertThat(message.receive(3)).isZero();
        assertThat(message.timed()).isFalse();
        assertThat(message.ttl()).isEqualTo(64);
    }

    @Test
    void hostileBytes_areNeverAnException() throws Exception {
        send(AddressFamily.IPV4);
        byte[] good = hex(OUTER + "0b00 abcd 00000000 4500 3c00 0042 0000 01 01 0000 c0000263 cb007109"
                + echo(AddressFamily.IPV4));
        byte[] goodControl = hex("14000000 ffff0000 04000000 00366e0100000000" + "0d000000 00000000 18000000 3f000000");
        Random random = new Random(9);
        for (int i = 0; i < 50_000; i++) {
            packet = mutated(good, random);
            control = mutated(goodControl, random);
            flags = random.nextInt();
            arrives(i % 2 == 0 ? AddressFamily.IPV4 : AddressFamily.IPV6);
            assertThat(message.ttl()).isBetween(-1, 255);
        }
    }

    /** Cut off, with some bytes changed, or made up. */
    private static byte[] mutated(byte[] good, Random random) {
        byte[] bytes = new byte[random.nextInt(8) == 0 ? random.nextInt(3000) : random.nextInt(good.length + 1)];
        if (random.nextInt(4) == 0) {
            random.nextBytes(bytes);
            return bytes;
        }
        System.arraycopy(good, 0, bytes, 0, Math.min(good.length, bytes.length));
        for (int changes = random.nextInt(5); changes > 0 && bytes.length > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    @Test
    void flowOfUdp_isFoundByItsPayload_ifTheLengthWasRewritten() throws Exception {
        InetAddress target = InetAddress.getByName("203.0.113.9");
        ProbeProfile profile = new ProbeProfile(
                Protocol.UDP,
                target,
                33_434,
                40_000,
                FlowMethod.PARIS,
                OptionalInt.empty(),
                60,
                0,
                false,
                0,
                Optional.empty());
        Probe probe = new Probe(9, 0x0102_0304_0506_0708L, 3, 0, profile, 1_000_000_000);
        identity.inFlight().add(probe, null);
        identity.inFlight().left(probe);
        UdpWriter writer = new UdpWriter(40_000, 7);
        ByteBuffer payload = ByteBuffer.allocate(writer.length(probe));
        writer.write(probe, payload, 0, payload.capacity());
        packet = hex(OUTER + "0b00 abcd 00000000 4500 3c00 0042 0000 01 11 0000 c0000263 cb007109"
                + "9c40 829a 0028 1111" + HexFormat.of().formatHex(payload.array()));
        arrives(AddressFamily.IPV4);
        assertThat(replies).hasSize(1);
        assertThat(replies.get(0).id()).isEqualTo(9);
        assertThat(replies.get(0).tagBits()).isEqualTo(64);
    }
}
