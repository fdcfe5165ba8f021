// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.pathtracer.AddressFamily;

/** Socket calls with Java's manners: values instead of memory, exceptions instead of codes. Used by one thread. */
public final class SocketCalls {
    private static final int NAME_OFFSET = 64;
    private static final int LENGTH_OFFSET = 96;
    private static final int VALUE_OFFSET = 128;

    /**
     * Where a connection stands.
     *
     * @param established whether the other side has accepted it
     * @param connecting whether it has not answered
     * @param rttMicros round-trip time as the kernel measured it, in microseconds; 0 before there is an answer
     */
    public record TcpState(boolean established, boolean connecting, long rttMicros) {}

    private final Libc libc = LinuxSystem.libc();
    private final NativeMemory scratch = new NativeMemory(256);

    /** Opens a non-blocking socket that child processes don't inherit; negative errno if refused. */
    public int tryOpen(AddressFamily family, int type, int protocol) {
        int fd = libc.socket(domain(family), type | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC, protocol);
        return fd < 0 ? -LinuxSystem.error() : fd;
    }

    /** Opens a socket that must be there. */
    public int open(AddressFamily family, int type, int protocol) {
        int fd = tryOpen(family, type, protocol);
        if (fd < 0) {
            throw Errno.exception("socket", -fd);
        }
        return fd;
    }

    private static int domain(AddressFamily family) {
        return family == AddressFamily.IPV6 ? Linux.AF_INET6 : Linux.AF_INET;
    }

    /** Sets an option; 0 or errno. */
    public int trySet(int fd, int level, int option, int value) {
        scratch.bytes().putInt(0, value);
        return libc.setsockopt(fd, level, option, scratch.pointer(), Integer.BYTES) < 0 ? LinuxSystem.error() : 0;
    }

    /** Sets an option that must be there. */
    public void set(int fd, int level, int option, int value) {
        int errno = trySet(fd, level, option, value);
        if (errno != 0) {
            throw Errno.exception("setsockopt(%d, %d)".formatted(level, option), errno);
        }
    }

    /** Sets an option of eight words, as ICMPv6 filters are. */
    public void set(int fd, int level, int option, int[] words) {
        for (int i = 0; i < words.length; i++) {
            scratch.bytes().putInt(i * Integer.BYTES, words[i]);
        }
        if (libc.setsockopt(fd, level, option, scratch.pointer(), words.length * Integer.BYTES) < 0) {
            throw Errno.exception("setsockopt(%d, %d)".formatted(level, option), LinuxSystem.error());
        }
    }

    /** The value of an option. */
    public int get(int fd, int level, int option) {
        read(fd, level, option, Integer.BYTES);
        return scratch.bytes().getInt(VALUE_OFFSET);
    }

    /** The state of a TCP socket. */
    public TcpState tcpState(int fd) {
        read(fd, Linux.IPPROTO_TCP, Linux.TCP_INFO, Layout.TCP_INFO);
        int state = scratch.bytes().get(VALUE_OFFSET + Layout.TCPI_STATE);
        return new TcpState(
                state == Linux.TCP_ESTABLISHED || state == Linux.TCP_CLOSE_WAIT,
                state == Linux.TCP_SYN_SENT || state == Linux.TCP_SYN_RECV,
                scratch.bytes().getInt(VALUE_OFFSET + Layout.TCPI_RTT) & 0xffffffffL);
    }

    private void read(int fd, int level, int option, int length) {
        scratch.bytes().putInt(LENGTH_OFFSET, length);
        int done = libc.getsockopt(fd, level, option, scratch.pointer(VALUE_OFFSET), scratch.pointer(LENGTH_OFFSET));
        if (done < 0) {
            throw Errno.exception("getsockopt(%d, %d)".formatted(level, option), LinuxSystem.error());
        }
    }

    /** Binds to a port, or an ICMP identifier, of all local addresses; 0 lets the kernel choose. */
    public void bind(int fd, AddressFamily family, int port) {
        bind(fd, any(family), port);
    }

    /** Binds to a port of a local address. */
    public void bind(int fd, InetAddress address, int port) {
        int length = SocketAddress.write(scratch, NAME_OFFSET, address, port, 0);
        if (libc.bind(fd, scratch.pointer(NAME_OFFSET), length) < 0) {
            throw Errno.exception("bind", LinuxSystem.error());
        }
    }

    private static InetAddress any(AddressFamily family) {
        try {
            return InetAddress.getByAddress(new byte[family == AddressFamily.IPV6 ? 16 : 4]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Connects; 0 or errno. */
    public int connect(int fd, InetAddress address, int port, int flowLabel) {
        int length = SocketAddress.write(scratch, NAME_OFFSET, address, port, flowLabel);
        return libc.connect(fd, scratch.pointer(NAME_OFFSET), length) < 0 ? LinuxSystem.error() : 0;
    }

    /** The port, or ICMP identifier, to which a socket is bound. */
    public int localPort(int fd) {
        localName(fd);
        return SocketAddress.port(scratch, NAME_OFFSET);
    }

    /** The local address of a connected socket. */
    public InetAddress localAddress(int fd) {
        return SocketAddress.read(scratch, NAME_OFFSET, localName(fd))
                .orElseThrow(() -> Errno.exception("getsockname", Errno.EINVAL));
    }

    private int localName(int fd) {
        scratch.bytes().putInt(0, SocketAddress.MOST);
        if (libc.getsockname(fd, scratch.pointer(NAME_OFFSET), scratch.pointer()) < 0) {
            throw Errno.exception("getsockname", LinuxSystem.error());
        }
        return scratch.bytes().getInt(0);
    }

    /** Leases an IPv6 flow label for a socket, and lets it send with it; 0 or errno. */
    public int leaseFlowLabel(int fd, InetAddress destination, int label) {
        int errno = manageFlowLabel(fd, destination.getAddress(), label, Linux.IPV6_FL_A_GET, Linux.IPV6_FL_F_CREATE);
        return errno != 0 ? errno : trySet(fd, Linux.IPPROTO_IPV6, Linux.IPV6_FLOWINFO_SEND, 1);
    }

    /** Gives a flow label back. */
    public void returnFlowLabel(int fd, int label) {
        manageFlowLabel(fd, new byte[0], label, Linux.IPV6_FL_A_PUT, 0);
    }

    /** Any process may use the label too: it is a mark, not a secret. */
    private int manageFlowLabel(int fd, byte[] destination, int label, int action, int flags) {
        for (int i = 0; i < Layout.IN6_FLOWLABEL_REQ; i++) {
            scratch.bytes().put(i, (byte) 0);
        }
        scratch.bytes().put(0, destination);
        scratch.networkOrder().putInt(Layout.FLR_LABEL, label);
        scratch.bytes().put(Layout.FLR_ACTION, (byte) action);
        scratch.bytes().put(Layout.FLR_SHARE, (byte) Linux.IPV6_FL_S_ANY);
        scratch.bytes().putShort(Layout.FLR_FLAGS, (short) flags);
        int done = libc.setsockopt(
                fd, Linux.IPPROTO_IPV6, Linux.IPV6_FLOWLABEL_MGR, scratch.pointer(), Layout.IN6_FLOWLABEL_REQ);
        return done < 0 ? LinuxSystem.error() : 0;
    }

    /** Closes a descriptor. */
    public void close(int fd) {
        libc.close(fd);
    }
}
