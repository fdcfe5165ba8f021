// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.core.nativecode.NativeFunction;
import org.pathtracer.core.nativecode.NativeLinkers;
import org.pathtracer.core.packet.InternetChecksum;
import org.pathtracer.core.packet.PseudoHeader;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.LinuxCalls;
import org.pathtracer.nativelinux.libc.LinuxSystem;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.libc.Posix;

/** An attacker on the path that sends whole IPv4 packets with any source. Knows everything but the tags. */
final class Forger implements AutoCloseable {
    private static final int IPPROTO_RAW = 255;
    private static final int IP = 20;

    /** The module itself never sends one by one. */
    private final NativeFunction sendto = NativeLinkers.linker().open("").function("sendto");

    private final LinuxCalls calls = new LinuxCalls();
    private final NativeMemory packet = new NativeMemory(2048);
    private final NativeMemory name = new NativeMemory(32);
    private final int fd = calls.tryOpen(AddressFamily.IPV4, Posix.SOCK_RAW, IPPROTO_RAW);
    private final InetAddress client;
    private final InetAddress target;
    private final Random random;

    Forger(InetAddress client, InetAddress target, Random random) {
        this.client = client;
        this.target = target;
        this.random = random;
        if (fd < 0) {
            throw new IllegalStateException("no raw socket: errno " + -fd);
        }
    }

    /** The target's echo reply, with a guessed tag. */
    void echoReply(int identifier, int sequence, int payload) {
        ByteBuffer icmp = message(0, 0, identifier, sequence, payload);
        send(target, 1, icmp);
    }

    /** A router's error that quotes a probe to the target, with a guessed tag. */
    void error(int type, int code, int identifier, int sequence, int payload) {
        error(type, code, 1, message(8, 0, identifier, sequence, payload));
    }

    private void error(int type, int code, int protocol, ByteBuffer quoted) {
        ByteBuffer icmp = ByteBuffer.allocate(8 + IP + quoted.remaining());
        icmp.put((byte) type).put((byte) code).position(8);
        ip(icmp, client, target, protocol, IP + quoted.remaining());
        icmp.put(quoted).flip();
        icmp.putShort(2, (short) ~InternetChecksum.sum(icmp, 0, icmp.remaining()));
        send(target, 1, icmp);
    }

    /** A datagram from anywhere to a port of the client, with a guessed payload. */
    void udpReply(InetAddress from, int fromPort, int toPort, int payload) {
        ByteBuffer udp = udp(fromPort, toPort, payload);
        udp.putShort(6, (short) 0);
        send(from, 17, udp);
    }

    /** A router's error that quotes a UDP probe to the target, with a guessed number and tag. */
    void udpError(int type, int code, int sourcePort, int destinationPort, int payload) {
        error(type, code, 17, udp(sourcePort, destinationPort, payload));
    }

    private ByteBuffer udp(int sourcePort, int destinationPort, int payload) {
        byte[] bytes = new byte[8 + payload];
        random.nextBytes(bytes);
        ByteBuffer udp = ByteBuffer.wrap(bytes);
        // The first numbers are those in use.
        return udp.putShort(0, (short) sourcePort)
                .putShort(2, (short) destinationPort)
                .putShort(4, (short) bytes.length)
                .putShort(10, (short) random.nextInt(256));
    }

    /** The target's SYN-ACK or reset, with a guessed acknowledgement. */
    void tcpAnswer(int flags, int fromPort, int toPort) {
        ByteBuffer tcp = tcp(fromPort, toPort, flags);
        int pseudoHeader = PseudoHeader.sum(target, client, Protocol.TCP, tcp.capacity());
        int sum = InternetChecksum.add(pseudoHeader, InternetChecksum.sum(tcp, 0, tcp.capacity()));
        tcp.putShort(16, (short) ~sum);
        send(target, 6, tcp);
    }

    /** A router's error that quotes a SYN to the target, with a guessed sequence number. */
    void tcpError(int type, int code, int sourcePort, int destinationPort) {
        error(type, code, 6, tcp(sourcePort, destinationPort, 2));
    }

    private ByteBuffer tcp(int sourcePort, int destinationPort, int flags) {
        return ByteBuffer.allocate(20)
                .putShort(0, (short) sourcePort)
                .putShort(2, (short) destinationPort)
                .putInt(4, random.nextInt())
                .putInt(8, random.nextInt())
                .putShort(12, (short) (0x5000 | flags))
                .putShort(14, (short) 1000);
    }

    /** Any bytes behind a valid checksum, or an invalid one. */
    void garbage() {
        byte[] bytes = new byte[random.nextInt(100)];
        random.nextBytes(bytes);
        ByteBuffer icmp = ByteBuffer.wrap(bytes);
        if (bytes.length >= 8 && random.nextInt(4) > 0) {
            int[] types = {0, 3, 11, 12, 5, 8};
            icmp.put(0, (byte) types[random.nextInt(types.length)]).putShort(2, (short) 0);
            icmp.putShort(2, (short) ~InternetChecksum.sum(icmp, 0, bytes.length));
        }
        send(target, 1, icmp);
    }

    private ByteBuffer message(int type, int code, int identifier, int sequence, int payload) {
        byte[] bytes = new byte[8 + payload];
        random.nextBytes(bytes);
        ByteBuffer icmp = ByteBuffer.wrap(bytes);
        icmp.put(0, (byte) type).put(1, (byte) code).putShort(2, (short) 0);
        icmp.putShort(4, (short) identifier).putShort(6, (short) sequence);
        icmp.putShort(2, (short) ~InternetChecksum.sum(icmp, 0, bytes.length));
        return icmp;
    }

    private static void ip(ByteBuffer out, InetAddress from, InetAddress to, int protocol, int length) {
        int start = out.position();
        out.put((byte) 0x45).put((byte) 0).putShort((short) length).putInt(0);
        out.put((byte) 1).put((byte) protocol).putShort((short) 0);
        out.put(from.getAddress()).put(to.getAddress());
        out.putShort(start + 10, (short) ~InternetChecksum.sum(out, start, IP));
    }

    private void send(InetAddress from, int protocol, ByteBuffer packetBytes) {
        ByteBuffer out = ByteBuffer.allocate(IP + packetBytes.remaining());
        ip(out, from, client, protocol, IP + packetBytes.remaining());
        out.put(8, (byte) 60);
        out.put(packetBytes.duplicate());
        packet.networkOrder().put(0, out.array());
        long sent = sendto.call(
                fd,
                packet.address(0),
                out.capacity(),
                0,
                name.address(0),
                LinuxSystem.ADDRESSES.write(name, 0, client, 0, 0));
        int errno = sent < 0 ? NativeLinkers.linker().error() : 0;
        // A flood may find no room. Anything else would let a test pass without an attack.
        if (errno != 0 && errno != Errno.ENOBUFS) {
            throw new IllegalStateException("a forged packet could not be sent: errno " + errno);
        }
    }

    @Override
    public void close() {
        calls.close(fd);
    }
}
