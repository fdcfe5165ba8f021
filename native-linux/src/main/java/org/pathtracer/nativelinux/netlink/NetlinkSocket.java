// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.netlink;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.Libc;
import org.pathtracer.nativelinux.libc.Linux;
import org.pathtracer.nativelinux.libc.LinuxSystem;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.libc.Posix;

/** A socket to the kernel's routing tables. Used by one thread. */
final class NetlinkSocket implements AutoCloseable {
    private static final int AF_NETLINK = 16;
    private static final int NETLINK_ROUTE = 0;
    private static final int SOCKADDR_NL = 12;
    private static final int GROUPS = 8;
    /** The kernel fills at most 32 KiB at a time. */
    private static final int DATAGRAM = 1 << 16;
    /** A table that changes while it is read comes torn; it is read again so often. */
    private static final int READINGS = 5;

    private final Libc libc = LinuxSystem.libc();
    private final NativeMemory memory = new NativeMemory(DATAGRAM);
    private final int fd;

    /** Opens one; {@code groups} say which changes it hears of. */
    NetlinkSocket(int groups) {
        fd = libc.socket(AF_NETLINK, Posix.SOCK_RAW | Linux.SOCK_CLOEXEC | Linux.SOCK_NONBLOCK, NETLINK_ROUTE);
        if (fd < 0) {
            throw Errno.exception("socket", LinuxSystem.error());
        }
        memory.bytes().putShort(0, (short) AF_NETLINK).putInt(GROUPS, groups);
        if (libc.bind(fd, memory.pointer(), SOCKADDR_NL) < 0) {
            int errno = LinuxSystem.error();
            close();
            throw Errno.exception("bind", errno);
        }
    }

    int fd() {
        return fd;
    }

    /** All entries of a table, for both address families. */
    List<Message> dump(int type, int fixed) {
        for (int reading = 1; ; reading++) {
            List<Message> entries = exchange(request(type, Rtnetlink.NLM_F_DUMP, fixed, 0, new byte[0]));
            boolean torn = entries.stream().anyMatch(entry -> (entry.flags() & Rtnetlink.NLM_F_DUMP_INTR) != 0);
            if (!torn || reading == READINGS) {
                return entries;
            }
        }
    }

    /** The route to a destination. */
    List<Message> route(InetAddress destination) {
        byte[] address = destination.getAddress();
        boolean v6 = address.length == 16;
        return exchange(
                request(Rtnetlink.RTM_GETROUTE, 0, Rtnetlink.RTMSG, v6 ? Linux.AF_INET6 : Posix.AF_INET, address));
    }

    /** One interface. */
    List<Message> link(int index) {
        ByteBuffer request = request(Rtnetlink.RTM_GETLINK, 0, Rtnetlink.IFINFOMSG, 0, new byte[0]);
        return exchange(request.putInt(Rtnetlink.NLMSGHDR + 4, index));
    }

    /** A message to the kernel: the fixed part has nothing but the family, and the length of the destination. */
    private ByteBuffer request(int type, int flags, int fixed, int family, byte[] destination) {
        ByteBuffer message = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
        message.putShort(4, (short) type).putShort(6, (short) (flags | Rtnetlink.NLM_F_REQUEST));
        message.position(Rtnetlink.NLMSGHDR).put((byte) family);
        message.put((byte) (destination.length * Byte.SIZE)).position(Rtnetlink.NLMSGHDR + fixed);
        if (destination.length > 0) {
            message.putShort((short) (4 + destination.length))
                    .putShort((short) Rtnetlink.RTA_DST)
                    .put(destination);
        }
        return message.putInt(0, message.position()).flip();
    }

    /** The kernel answers within the call that asks, so there is nothing to wait for. */
    private List<Message> exchange(ByteBuffer request) {
        memory.bytes().clear().put(request);
        int length = memory.bytes().position();
        if (libc.write(fd, memory.pointer(), length) != length) {
            throw Errno.exception("write", LinuxSystem.error());
        }
        boolean dump = (memory.bytes().getShort(6) & Rtnetlink.NLM_F_DUMP) != 0;
        List<Message> answers = new ArrayList<>();
        do {
            for (Message message : receive()) {
                if (message.type() == Rtnetlink.NLMSG_DONE) {
                    return answers;
                } else if (message.type() == Rtnetlink.NLMSG_ERROR) {
                    throw Errno.exception(
                            "rtnetlink request",
                            message.has(4) ? -message.body().getInt(0) : Errno.EINVAL);
                }
                answers.add(message);
            }
        } while (dump);
        return answers;
    }

    private List<Message> receive() {
        int length = read();
        if (length < 0) {
            throw Errno.exception("read", -length);
        }
        ByteBuffer copy = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        copy.put(memory.bytes().clear().limit(length)).flip();
        return Message.in(copy);
    }

    private int read() {
        int length = (int) libc.read(fd, memory.pointer(), DATAGRAM);
        return length < 0 ? -LinuxSystem.error() : length;
    }

    /** Throws away what came; whether there was anything. A queue that overflowed has changed too. */
    boolean drain() {
        boolean changed = false;
        int length = read();
        while (length > 0 || length == -Errno.ENOBUFS || length == -Errno.EINTR) {
            changed = true;
            length = read();
        }
        return changed;
    }

    @Override
    public void close() {
        libc.close(fd);
    }
}
