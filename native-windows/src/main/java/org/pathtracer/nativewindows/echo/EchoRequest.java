// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.echo;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.core.nativecode.Pointer;
import org.pathtracer.core.packet.EchoMessage;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;

/**
 * One request in a block of memory: options, addresses, data, and room for the reply. Windows makes the ICMP header;
 * what it is given is what stands behind the header of {@link EchoMessage}.
 */
public final class EchoRequest {
    /** What stands in the place of a reply's status until Windows writes one; no status looks like this. */
    static final int UNWRITTEN = 0xa5a5_5a5a;

    private static final int SOURCE = Layout.OPTIONS;
    private static final int DESTINATION = SOURCE + 32;
    private static final int MESSAGE = DESTINATION + 32;
    private static final int MESSAGE_HEADER = 8;

    private final Block block;
    private final Probe probe;
    private final int dataSize;

    /**
     * Writes a probe's request.
     *
     * @param block of {@link #blockSize} bytes or more
     * @param source where it leaves from; empty for what the routing table says
     */
    public EchoRequest(Block block, Probe probe, Optional<InetAddress> source) {
        this.block = block;
        this.probe = probe;
        this.dataSize = dataSize(probe.profile());
        writeOptions(probe);
        writeSocketAddress(SOURCE, source.orElse(null));
        writeSocketAddress(DESTINATION, probe.profile().destination());
        EchoMessage.write(
                block.networkOrder(),
                MESSAGE,
                MESSAGE_HEADER + dataSize,
                family(),
                0,
                probe.id(),
                probe.tag(),
                probe.flow());
        clearReply();
    }

    /** Bytes that a request and its reply take. */
    public static int blockSize(ProbeProfile profile) {
        int dataSize = dataSize(profile);
        return replyOffset(dataSize) + replySize(dataSize);
    }

    private static int dataSize(ProbeProfile profile) {
        return EchoMessage.length(profile.family(), profile.size()) - MESSAGE_HEADER;
    }

    private static int replyOffset(int dataSize) {
        return MESSAGE + MESSAGE_HEADER + dataSize + 15 & ~15;
    }

    private static int replySize(int dataSize) {
        return Layout.REPLY + dataSize + Layout.REPLY_EXTRA;
    }

    private void writeOptions(Probe probe) {
        ByteBuffer out = block.bytes();
        out.put(Layout.OPTIONS_TTL, (byte) probe.ttl());
        out.put(Layout.OPTIONS_TOS, (byte) probe.profile().trafficClass());
        out.put(Layout.OPTIONS_FLAGS, (byte) (probe.profile().dontFragment() ? Layout.IP_FLAG_DF : 0));
        out.put(Layout.OPTIONS_SIZE, (byte) 0);
        out.putInt(Layout.OPTIONS_SIZE + 1, 0);
        out.putLong(Layout.OPTIONS_DATA, 0);
    }

    /** An IPv4 address stands where IPv6 has the flow label, so that one place serves both. */
    private void writeSocketAddress(int offset, @Nullable InetAddress address) {
        for (int i = 0; i < Layout.SOCKADDR_IN6; i++) {
            block.bytes().put(offset + i, (byte) 0);
        }
        boolean v6 = family() == AddressFamily.IPV6;
        block.bytes().putShort(offset + Layout.SIN6_FAMILY, (short) (v6 ? Layout.AF_INET6 : Layout.AF_INET));
        if (address != null) {
            block.bytes().put(offset + (v6 ? Layout.SIN6_ADDR : Layout.SIN_ADDR), address.getAddress());
        }
        if (address instanceof Inet6Address scoped) {
            block.bytes().putInt(offset + Layout.SIN6_SCOPE, scoped.getScopeId());
        }
    }

    /** Nothing may be read but what Windows writes from now on. */
    private void clearReply() {
        int offset = replyOffset(dataSize);
        for (int i = 0; i < Layout.REPLY; i++) {
            block.bytes().put(offset + i, (byte) 0);
        }
        boolean v6 = family() == AddressFamily.IPV6;
        block.bytes().putInt(offset + (v6 ? Layout.REPLY6_STATUS : Layout.REPLY_STATUS), UNWRITTEN);
    }

    /** What Windows wrote. To be called once, after the request's event and after the call that parses replies. */
    public EchoReply reply() {
        int offset = replyOffset(dataSize);
        return EchoReply.read(
                block.bytes().slice(offset, replySize()).order(block.bytes().order()),
                block.address() + offset,
                family(),
                dataSize);
    }

    public Probe probe() {
        return probe;
    }

    public AddressFamily family() {
        return probe.profile().family();
    }

    /** An IPv4 address as a C argument: its bytes in the order of the network; 0 for any. */
    public int source4() {
        return block.bytes().getInt(SOURCE + Layout.SIN_ADDR);
    }

    /** The same of the destination. */
    public int destination4() {
        return block.bytes().getInt(DESTINATION + Layout.SIN_ADDR);
    }

    /** An IPv6 {@code sockaddr_in6}; {@code ::} for any. */
    public Pointer source6() {
        return block.pointer(SOURCE);
    }

    /** The same of the destination. */
    public Pointer destination6() {
        return block.pointer(DESTINATION);
    }

    public Pointer options() {
        return block.pointer(0);
    }

    public Pointer data() {
        return block.pointer(MESSAGE + MESSAGE_HEADER);
    }

    /** Bytes of data (0 to 65507). */
    public int dataSize() {
        return dataSize;
    }

    public Pointer replyBuffer() {
        return block.pointer(replyOffset(dataSize));
    }

    public int replySize() {
        return replySize(dataSize);
    }
}
