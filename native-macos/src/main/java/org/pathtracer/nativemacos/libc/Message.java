// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.libc;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.pathtracer.nativeposix.libc.LoadedLibrary;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.nativeposix.libc.Received;
import org.pathtracer.nativeposix.libc.SocketAddress;

/** Room for one packet, filled by {@code recvmsg}. */
public final class Message extends Received {
    /** Bytes kept of a packet: all that we look at. */
    static final int DATA = 2048;

    static final int NAME = 32;
    static final int CONTROL = 256;
    static final int NAME_OFFSET = Layout.MSGHDR + Layout.IOVEC;
    static final int CONTROL_OFFSET = NAME_OFFSET + NAME;
    static final int DATA_OFFSET = CONTROL_OFFSET + CONTROL;
    private static final int NONE = -1;

    private final Libc libc;
    private final Timebase timebase;
    private final NativeMemory memory = new NativeMemory(DATA_OFFSET + DATA);
    private int length;
    private int ttl;
    private long ticks;

    /** Room in native memory. */
    public Message() {
        this(DarwinSystem.libc(), DarwinSystem.timebase());
    }

    Message(Libc libc, Timebase timebase) {
        this.libc = libc;
        this.timebase = timebase;
        ByteBuffer bytes = memory.bytes();
        bytes.putLong(0, memory.address(NAME_OFFSET));
        bytes.putLong(Layout.MSG_IOV, memory.address(Layout.MSGHDR));
        bytes.putInt(Layout.MSG_IOVLEN, 1);
        bytes.putLong(Layout.MSG_CONTROL, memory.address(CONTROL_OFFSET));
        bytes.putLong(Layout.MSGHDR, memory.address(DATA_OFFSET));
        bytes.putLong(Layout.MSGHDR + Layout.IOV_LEN, DATA);
    }

    /** Reads a packet; 0 or errno. */
    public int receive(int fd) {
        ByteBuffer bytes = memory.bytes();
        bytes.putInt(Layout.MSG_NAMELEN, NAME);
        bytes.putInt(Layout.MSG_CONTROLLEN, CONTROL);
        bytes.putInt(Layout.MSG_FLAGS, 0);
        long count = libc.recvmsg(fd, memory.pointer(), Darwin.MSG_DONTWAIT);
        if (count < 0) {
            return LoadedLibrary.error();
        }
        taken();
        length = (int) Math.min(DATA, count);
        readControl();
        return 0;
    }

    private void readControl() {
        ttl = NONE;
        ticks = 0;
        int at = CONTROL_OFFSET;
        int given = memory.bytes().getInt(Layout.MSG_CONTROLLEN);
        int end = at + Math.min(CONTROL, Math.max(0, given));
        while (at + Layout.CMSGHDR <= end) {
            int size = memory.bytes().getInt(at);
            if (size < Layout.CMSGHDR || size > end - at) {
                return;
            }
            control(at, size - Layout.CMSGHDR);
            at += Layout.aligned(size);
        }
    }

    private void control(int at, int size) {
        int level = memory.bytes().getInt(at + Layout.CMSG_LEVEL);
        int type = memory.bytes().getInt(at + Layout.CMSG_TYPE);
        int data = at + Layout.CMSGHDR;
        if (level == Darwin.SOL_SOCKET && type == Darwin.SCM_TIMESTAMP_MONOTONIC && size >= Long.BYTES) {
            ticks = memory.bytes().getLong(data);
        } else if (level == Posix.IPPROTO_IP && type == Darwin.IP_RECVTTL && size >= 1) {
            ttl = memory.bytes().get(data) & 0xff;
        } else if (level == Posix.IPPROTO_IPV6 && type == Darwin.IPV6_HOPLIMIT && size >= Integer.BYTES) {
            ttl = memory.bytes().getInt(data) & 0xff;
        }
    }

    @Override
    public ByteBuffer data() {
        return memory.networkOrder();
    }

    @Override
    public int dataOffset() {
        return DATA_OFFSET;
    }

    @Override
    public int dataLength() {
        return length;
    }

    @Override
    public boolean truncated() {
        return (memory.bytes().getInt(Layout.MSG_FLAGS) & Darwin.MSG_TRUNC) != 0;
    }

    @Override
    public Optional<InetAddress> name() {
        int given = memory.bytes().getInt(Layout.MSG_NAMELEN);
        return DarwinSystem.ADDRESSES.read(memory, NAME_OFFSET, Math.min(given, NAME));
    }

    @Override
    public int port() {
        return SocketAddress.port(memory, NAME_OFFSET);
    }

    @Override
    public int ttl() {
        return ttl;
    }

    @Override
    public boolean timed() {
        return ticks != 0;
    }

    @Override
    public long stampNanos() {
        return timebase.nanos(ticks);
    }
}
