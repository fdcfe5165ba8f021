// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.pathtracer.core.nativecode.NativeFunction;
import org.pathtracer.core.nativecode.NativeLibrary;
import org.pathtracer.core.nativecode.NativeLinkers;
import org.pathtracer.core.packet.InternetChecksum;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.nativelinux.libc.LinuxSystem;
import org.pathtracer.nativeposix.libc.NativeMemory;

/**
 * The first router of a lab, with another idea than Linux of what to quote and what to append. Its kernel does not see
 * the client's probes whose TTL ends there; this sees them on a packet socket.
 */
final class QuotingRouter implements AutoCloseable {
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int AF_PACKET = 17;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_RAW = 3;
    private static final int IPPROTO_RAW = 255;
    private static final int SO_RCVTIMEO = 20;
    private static final int WHOLE_QUOTE = 128;
    private static final int QUIET_MICROS = 20_000;

    private final NativeLibrary library = NativeLinkers.linker().open("");
    private final NativeFunction socket = library.function("socket");
    private final NativeFunction recv = library.function("recv");
    private final NativeFunction sendto = library.function("sendto");
    private final NativeFunction close = library.function("close");
    private final NativeMemory seen = new NativeMemory(4096);
    private final NativeMemory answer = new NativeMemory(4096);
    private final NativeMemory name = new NativeMemory(32);
    private final Family family;
    private final InetAddress client;
    private final InetAddress self;
    private final InetAddress target;
    private volatile int transportBytes;
    private volatile int least;
    private volatile byte[] structure;
    private volatile boolean announced;
    private final int tap;
    private final int out;
    private final Thread thread;
    private volatile boolean closed;

    private QuotingRouter(Lab lab, Family family, int transportBytes, String structure, boolean announced) {
        this.family = family;
        this.client = lab.client(family);
        this.self = lab.routerAddress(1, family);
        this.target = lab.target(family);
        this.transportBytes = transportBytes;
        this.structure = HexFormat.of().parseHex(structure.replace(" ", ""));
        this.announced = announced;
        boolean v6 = family == Family.V6;
        tap = check(socket.call(
                AF_PACKET, SOCK_DGRAM, Short.toUnsignedInt(Short.reverseBytes((short) (v6 ? 0x86dd : 0x0800)))));
        out = check(socket.call(v6 ? AF_INET6 : AF_INET, SOCK_RAW, IPPROTO_RAW));
        seen.bytes().putLong(0, 0).putLong(8, QUIET_MICROS);
        check(library.function("setsockopt").call(tap, 1, SO_RCVTIMEO, seen.address(0), 16));
        thread = new Thread(this::answer, "quoting-router");
        thread.start();
    }

    /** Quotes this many bytes behind the IP header, and nothing else. */
    static QuotingRouter quoting(Lab lab, Family family, int transportBytes) throws Exception {
        return open(lab, family, transportBytes, "", false);
    }

    /**
     * Quotes 128 bytes and appends a structure.
     *
     * @param structure hexadecimal digits
     * @param announced whether the length of the quote is told, as RFC 4884 asks
     */
    static QuotingRouter appending(Lab lab, Family family, String structure, boolean announced) throws Exception {
        return open(lab, family, 2000, structure, announced);
    }

    /**
     * Quotes otherwise from now on.
     *
     * @param bytes behind the IP header
     * @param filledTo bytes of the quote, at least, with zeros behind the probe's
     * @param appended hexadecimal digits of a structure, behind 128 bytes
     */
    void quote(int bytes, int filledTo, String appended, boolean told) {
        transportBytes = bytes;
        least = filledTo;
        announced = told;
        structure = HexFormat.of().parseHex(appended.replace(" ", ""));
    }

    private static QuotingRouter open(Lab lab, Family family, int transportBytes, String structure, boolean announced)
            throws Exception {
        lab.nft(
                Lab.router(1),
                "add table inet quoting\nadd chain inet quoting pre { type filter hook prerouting priority -400; }\n"
                        + "add rule inet quoting pre iifname to-client "
                        + (family == Family.V4 ? "ip ttl 1 drop" : "ip6 hoplimit 1 drop"));
        return lab.in(Lab.router(1), () -> new QuotingRouter(lab, family, transportBytes, structure, announced));
    }

    private static int check(long result) {
        if ((int) result < 0) {
            throw new IllegalStateException("a system call failed");
        }
        return (int) result;
    }

    private void answer() {
        while (!closed) {
            int length = (int) recv.call(tap, seen.address(0), 4096, 0);
            boolean v6 = family == Family.V6;
            ByteBuffer in = seen.networkOrder();
            if (length < 40
                    || !address(in, v6 ? 8 : 12).equals(client)
                    || !address(in, v6 ? 24 : 16).equals(target)) {
                continue;
            }
            if (in.get(v6 ? 7 : 8) == 1) {
                send(length);
            }
        }
    }

    private InetAddress address(ByteBuffer in, int offset) {
        byte[] bytes = new byte[family == Family.V6 ? 16 : 4];
        in.get(offset, bytes);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(int probeLength) {
        boolean v6 = family == Family.V6;
        int header = v6 ? 40 : 20;
        int shown = Math.min(probeLength, header + transportBytes);
        int quote = structure.length > 0 ? WHOLE_QUOTE : Math.max(shown, least);
        ByteBuffer icmp = ByteBuffer.allocate(8 + quote + structure.length);
        icmp.put(0, (byte) (v6 ? 3 : 11));
        if (announced) {
            icmp.put(v6 ? 4 : 5, (byte) (WHOLE_QUOTE / (v6 ? 8 : 4)));
        }
        for (int i = 0; i < Math.min(shown, quote); i++) {
            icmp.put(8 + i, seen.bytes().get(i));
        }
        icmp.put(8 + quote, structure);
        ByteBuffer packet = v6 ? ipv6(icmp) : ipv4(icmp);
        answer.networkOrder().put(0, packet.array());
        long sent = sendto.call(
                out,
                answer.address(0),
                packet.capacity(),
                0,
                name.address(0),
                LinuxSystem.ADDRESSES.write(name, 0, client, 0, 0));
        if (sent < 0 && !closed) {
            throw new IllegalStateException("an answer could not be sent: errno "
                    + NativeLinkers.linker().error());
        }
    }

    private ByteBuffer ipv4(ByteBuffer icmp) {
        icmp.putShort(2, (short) ~InternetChecksum.sum(icmp, 0, icmp.capacity()));
        ByteBuffer packet = ByteBuffer.allocate(20 + icmp.capacity());
        packet.put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) packet.capacity())
                .putInt(0);
        packet.put((byte) 64).put((byte) 1).putShort((short) 0);
        packet.put(self.getAddress()).put(client.getAddress()).put(icmp);
        return packet;
    }

    private ByteBuffer ipv6(ByteBuffer icmp) {
        ByteBuffer packet = ByteBuffer.allocate(40 + icmp.capacity());
        packet.putInt(0x6000_0000)
                .putShort((short) icmp.capacity())
                .put((byte) 58)
                .put((byte) 64);
        packet.put(self.getAddress()).put(client.getAddress()).put(icmp);
        int addresses = InternetChecksum.sum(packet, 8, 32);
        int pseudo = InternetChecksum.add(addresses, InternetChecksum.add(58, icmp.capacity()));
        packet.putShort(42, (short) ~InternetChecksum.add(pseudo, InternetChecksum.sum(packet, 40, icmp.capacity())));
        return packet;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        check(close.call(tap));
        check(close.call(out));
    }
}
