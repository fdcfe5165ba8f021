// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.nativeposix.libc.Received;
import org.pathtracer.nativeposix.libc.SocketAddress;

/** Room for up to 64 packets, filled by one {@code recvmmsg}, and their reader: {@link #select} one, then ask. */
public final class ReceiveBatch extends Received {
    /** Bytes kept of a packet: all that we look at, and all of a usual one, so that its checksum can be verified. */
    public static final int DATA = 2048;

    /** Most packets of one call. A call that gives fewer, but some, has emptied the queue. */
    public static final int MOST = 64;

    private static final int NAME = 32;
    private static final int CONTROL = 512;
    private static final int NAME_OFFSET = MOST * Layout.MMSGHDR;
    private static final int IOV_OFFSET = NAME_OFFSET + MOST * NAME;
    private static final int CONTROL_OFFSET = IOV_OFFSET + MOST * Layout.IOVEC;
    private static final int DATA_OFFSET = CONTROL_OFFSET + MOST * CONTROL;
    /** From one packet to the next: with a power of two, all would compete for the same few lines of a cache. */
    private static final int STRIDE = DATA + 64;

    private static final int NONE = -1;

    private final Libc libc = LinuxSystem.libc();
    private final NativeMemory memory = new NativeMemory(DATA_OFFSET + MOST * STRIDE);

    /** Headers that the last call wrote in. */
    private int used;

    private int selected;
    private int errorAt;
    private int errorLength;
    private int timeAt;
    private int ttl;

    /**
     * The last IPv4 sender's family, port and address, which is all of it that matters, and its object: answers often
     * come from one place in a row.
     */
    private long lastName;

    private Optional<InetAddress> lastAddress = Optional.empty();

    /** Room in native memory. */
    public ReceiveBatch() {
        for (int i = 0; i < MOST; i++) {
            prepare(i);
        }
    }

    /** Reads what is there; gives how many, or a negative errno. */
    public int receive(int fd, int flags) {
        for (int i = 0; i < used; i++) {
            renew(i);
        }
        int count = libc.recvmmsg(fd, memory.pointer(), MOST, flags | Linux.MSG_DONTWAIT, null);
        used = Math.max(count, 0);
        if (count < 0) {
            return -LinuxSystem.error();
        }
        taken();
        return count;
    }

    private void prepare(int index) {
        ByteBuffer bytes = memory.bytes();
        int header = index * Layout.MMSGHDR;
        int iov = IOV_OFFSET + index * Layout.IOVEC;
        bytes.putLong(iov, memory.address(DATA_OFFSET + index * STRIDE));
        bytes.putLong(iov + Layout.IOV_LEN, DATA);
        bytes.putLong(header, memory.address(NAME_OFFSET + index * NAME));
        bytes.putLong(header + Layout.MSG_IOV, memory.address(iov));
        bytes.putLong(header + Layout.MSG_IOVLEN, 1);
        bytes.putLong(header + Layout.MSG_CONTROL, memory.address(CONTROL_OFFSET + index * CONTROL));
        renew(index);
    }

    /** Sets again what the kernel overwrites in the header of a packet that it gives, and in no other. */
    private void renew(int index) {
        ByteBuffer bytes = memory.bytes();
        int header = index * Layout.MMSGHDR;
        bytes.putInt(header + Layout.MSG_NAMELEN, NAME);
        bytes.putLong(header + Layout.MSG_CONTROLLEN, CONTROL);
        bytes.putInt(header + Layout.MSG_FLAGS, 0);
    }

    /** Turns to one of the packets received last, and reads its control messages. */
    public void select(int index) {
        selected = index;
        errorAt = NONE;
        timeAt = NONE;
        ttl = NONE;
        int at = CONTROL_OFFSET + index * CONTROL;
        int header = index * Layout.MMSGHDR;
        int end = at + (int) Math.min(CONTROL, memory.bytes().getLong(header + Layout.MSG_CONTROLLEN));
        while (at + Layout.CMSGHDR <= end) {
            long length = memory.bytes().getLong(at);
            if (length < Layout.CMSGHDR || length > end - at) {
                return;
            }
            control(at, (int) length - Layout.CMSGHDR);
            at += Layout.aligned((int) length);
        }
    }

    private void control(int at, int length) {
        int level = memory.bytes().getInt(at + Layout.CMSG_LEVEL);
        int type = memory.bytes().getInt(at + Layout.CMSG_TYPE);
        int data = at + Layout.CMSGHDR;
        boolean v4 = level == Posix.IPPROTO_IP;
        boolean v6 = level == Posix.IPPROTO_IPV6;
        if (level == Linux.SOL_SOCKET && type == Linux.SCM_TIMESTAMPING && length >= Layout.TIMESPEC) {
            timeAt = data;
        } else if (v4 && type == Linux.IP_TTL || v6 && type == Linux.IPV6_HOPLIMIT) {
            ttl = length >= Integer.BYTES ? memory.bytes().getInt(data) & 0xff : NONE;
        } else if (v4 && type == Linux.IP_RECVERR || v6 && type == Linux.IPV6_RECVERR) {
            errorAt = length >= Layout.SOCK_EXTENDED_ERR ? data : NONE;
            errorLength = length;
        }
    }

    @Override
    public ByteBuffer data() {
        return memory.networkOrder();
    }

    @Override
    public int dataOffset() {
        return DATA_OFFSET + selected * STRIDE;
    }

    @Override
    public int dataLength() {
        return Math.min(DATA, memory.bytes().getInt(selected * Layout.MMSGHDR + Layout.MSG_LEN));
    }

    @Override
    public boolean truncated() {
        return (memory.bytes().getInt(selected * Layout.MMSGHDR + Layout.MSG_FLAGS) & Linux.MSG_TRUNC) != 0;
    }

    /** The sender; on the error queue, the destination of the packet that failed. */
    @Override
    public Optional<InetAddress> name() {
        int length = memory.bytes().getInt(selected * Layout.MMSGHDR + Layout.MSG_NAMELEN);
        int offset = NAME_OFFSET + selected * NAME;
        if (length != Layout.SOCKADDR_IN) {
            return LinuxSystem.ADDRESSES.read(memory, offset, Math.min(length, NAME));
        }
        long name = memory.bytes().getLong(offset);
        if (name != lastName) {
            lastName = name;
            lastAddress = LinuxSystem.ADDRESSES.read(memory, offset, length);
        }
        return lastAddress;
    }

    @Override
    public int port() {
        return SocketAddress.port(memory, NAME_OFFSET + selected * NAME);
    }

    /** Of a packet socket's packet: the index of the interface that it passed. */
    public int interfaceIndex() {
        return memory.bytes().getInt(NAME_OFFSET + selected * NAME + Layout.SLL_IFINDEX);
    }

    /** Of a packet socket's packet: whether this host sent it. */
    public boolean outgoing() {
        return memory.bytes().get(NAME_OFFSET + selected * NAME + Layout.SLL_PKTTYPE) == Linux.PACKET_OUTGOING;
    }

    @Override
    public int ttl() {
        return ttl;
    }

    @Override
    public boolean timed() {
        return timeAt != NONE && (seconds() != 0 || nanos() != 0);
    }

    @Override
    public long stampNanos() {
        return seconds() * 1_000_000_000L + nanos();
    }

    private long seconds() {
        return memory.bytes().getLong(timeAt);
    }

    private long nanos() {
        return memory.bytes().getLong(timeAt + Layout.TV_NSEC);
    }

    /** Whether it has a {@code sock_extended_err}. */
    public boolean hasError() {
        return errorAt != NONE;
    }

    /** Returns the origin of the error: one of the {@code SO_EE_ORIGIN} constants. */
    public int errorOrigin() {
        return memory.bytes().get(errorAt + Layout.EE_ORIGIN) & 0xff;
    }

    /** ICMP type of the error. */
    public int errorType() {
        return memory.bytes().get(errorAt + Layout.EE_TYPE) & 0xff;
    }

    /** ICMP code of the error. */
    public int errorCode() {
        return memory.bytes().get(errorAt + Layout.EE_CODE) & 0xff;
    }

    /** What comes with the error: the next MTU with a packet too big. */
    public int errorInfo() {
        return memory.bytes().getInt(errorAt + Layout.EE_INFO);
    }

    /** What comes with the error: a packet's running number with its send time. */
    public int errorData() {
        return memory.bytes().getInt(errorAt + Layout.EE_DATA);
    }

    /** Where in the packet's bytes an RFC 4884 extension structure begins; 0 if the kernel found none announced. */
    public int extensionOffset() {
        return memory.bytes().getShort(errorAt + Layout.EE_RFC4884_LEN) & 0xffff;
    }

    /** Returns the address that reported the error. */
    public Optional<InetAddress> offender() {
        return LinuxSystem.ADDRESSES.read(
                memory, errorAt + Layout.SOCK_EXTENDED_ERR, errorLength - Layout.SOCK_EXTENDED_ERR);
    }
}
