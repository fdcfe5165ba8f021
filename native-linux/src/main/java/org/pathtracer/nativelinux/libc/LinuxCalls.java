// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

import java.net.InetAddress;
import org.pathtracer.AddressFamily;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.nativeposix.libc.SocketCalls;

/** Socket calls with what Linux alone has. Used by one thread. */
public final class LinuxCalls extends SocketCalls {
    /**
     * Where a connection stands.
     *
     * @param established whether the other side has accepted it
     * @param connecting whether it has not answered
     * @param rttMicros round-trip time as the kernel measured it, in microseconds; 0 before there is an answer
     * @param repeated whether the kernel has sent anything more than once
     * @param repetitionMicros how long it waits before it sends something once more, in microseconds
     */
    public record TcpState(
            boolean established, boolean connecting, long rttMicros, boolean repeated, long repetitionMicros) {}

    private final Libc libc = LinuxSystem.libc();

    /** The calls of this system. */
    public LinuxCalls() {
        super(LinuxSystem.sockets());
    }

    @Override
    public void bindToInterface(int fd, AddressFamily family, int index) {
        set(fd, Linux.SOL_SOCKET, Linux.SO_BINDTOIFINDEX, index);
    }

    @Override
    public void mark(int fd, int mark) {
        set(fd, Linux.SOL_SOCKET, Linux.SO_MARK, mark);
    }

    /** Packets that a socket lost so far since its buffer was full, modulo 2^32. */
    public int drops(int fd) {
        read(fd, Linux.SOL_SOCKET, Linux.SO_MEMINFO, Layout.SK_MEMINFO);
        return scratch.bytes().getInt(VALUE_OFFSET + Layout.SK_MEMINFO - Integer.BYTES);
    }

    /** The state of a TCP socket. */
    public TcpState tcpState(int fd) {
        read(fd, Posix.IPPROTO_TCP, Linux.TCP_INFO, Layout.TCP_INFO);
        int state = scratch.bytes().get(VALUE_OFFSET + Layout.TCPI_STATE);
        return new TcpState(
                state == Linux.TCP_ESTABLISHED || state == Linux.TCP_CLOSE_WAIT,
                state == Linux.TCP_SYN_SENT || state == Linux.TCP_SYN_RECV,
                tcpInfo(Layout.TCPI_RTT),
                tcpInfo(Layout.TCPI_TOTAL_RETRANS) > 0,
                tcpInfo(Layout.TCPI_RTO));
    }

    private long tcpInfo(int field) {
        return scratch.bytes().getInt(VALUE_OFFSET + field) & 0xffffffffL;
    }

    /** Leases an IPv6 flow label for a socket, and lets it send with it; 0 or errno. */
    public int leaseFlowLabel(int fd, InetAddress destination, int label) {
        int errno = manageFlowLabel(fd, destination.getAddress(), label, Linux.IPV6_FL_A_GET, Linux.IPV6_FL_F_CREATE);
        return errno != 0 ? errno : trySet(fd, Posix.IPPROTO_IPV6, Linux.IPV6_FLOWINFO_SEND, 1);
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
                fd, Posix.IPPROTO_IPV6, Linux.IPV6_FLOWLABEL_MGR, scratch.pointer(), Layout.IN6_FLOWLABEL_REQ);
        return done < 0 ? LinuxSystem.error() : 0;
    }
}
