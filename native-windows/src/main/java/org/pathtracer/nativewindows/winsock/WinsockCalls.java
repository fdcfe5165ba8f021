// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.winsock;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativeposix.libc.LoadedLibrary;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.nativeposix.libc.SocketCalls;

/** Socket calls with what Windows has otherwise. Used by one thread. */
public final class WinsockCalls extends SocketCalls {
    private static final int RETURNED = 64;

    private final Winsock winsock = WinsockSystem.calls();

    /** The calls of this system. */
    public WinsockCalls() {
        super(WinsockSystem.sockets());
    }

    /** There is no flag for a socket that does not block. */
    @Override
    public int tryOpen(AddressFamily family, int type, int protocol) {
        int fd = super.tryOpen(family, type, protocol);
        if (fd >= 0) {
            scratch.bytes().putInt(0, 1);
            if (winsock.ioctlsocket(fd, Ws2.FIONBIO, scratch.pointer()) != 0) {
                int error = LoadedLibrary.error();
                close(fd);
                return -error;
            }
        }
        return fd;
    }

    /** Windows asks only the second socket on a port whether it shares that. */
    @Override
    public void lendPort(int holder, int borrower, AddressFamily family, Optional<InetAddress> source, int port) {
        sharePort(borrower, true);
        bind(borrower, source.orElseGet(() -> any(family)), port);
    }

    /** Sets an option that both families have under names of their own. */
    public void set(int fd, AddressFamily family, int option, int option6, int value) {
        boolean v6 = family == AddressFamily.IPV6;
        set(fd, v6 ? Posix.IPPROTO_IPV6 : Posix.IPPROTO_IP, v6 ? option6 : option, value);
    }

    /** An index stands in the order of the network for IPv4, and in that of the machine for IPv6. */
    @Override
    public void bindToInterface(int fd, AddressFamily family, int index) {
        int value = family == AddressFamily.IPV6 ? index : Integer.reverseBytes(index);
        set(fd, family, Ws2.IP_UNICAST_IF, Ws2.IPV6_UNICAST_IF, value);
    }

    /**
     * Lets a connection send one SYN: neither after a while nor after a reset, which Windows answers with two more by
     * itself, comes another.
     *
     * @throws SystemCallException if this system can't
     */
    public void sendOneSyn(int fd) {
        scratch.bytes().putInt(0, 0);
        scratch.bytes().putShort(0, Ws2.RTO_UNSPECIFIED_RTT);
        scratch.bytes().put(Ws2.RTO_MAX_SYN_RETRANSMISSIONS, Ws2.RTO_NO_SYN_RETRANSMISSIONS);
        int done = winsock.control(
                fd, Ws2.SIO_TCP_INITIAL_RTO, scratch.pointer(), Ws2.RTO_PARAMETERS, scratch.pointer(RETURNED));
        if (done != 0) {
            throw WinsockError.NAMES.exception("WSAIoctl(SIO_TCP_INITIAL_RTO)", LoadedLibrary.error());
        }
    }

    /**
     * Lets a connection end with the first ICMP error that answers it.
     *
     * @throws SystemCallException if this system can't
     */
    public void endOnIcmpError(int fd) {
        set(fd, Posix.IPPROTO_TCP, Ws2.TCP_FAIL_CONNECT_ON_ICMP_ERROR, 1);
    }

    /** The ICMP error that ended a connection; empty if none did. */
    public Optional<IcmpError> icmpError(int fd, AddressFamily family) {
        scratch.bytes().putInt(0, Ws2.ICMP_ERROR_INFO);
        int done = winsock.getsockopt(
                fd, Posix.IPPROTO_TCP, Ws2.TCP_ICMP_ERROR_INFO, scratch.pointer(VALUE_OFFSET), scratch.pointer());
        // Without an error the call succeeds, and its length says that nothing was written.
        boolean written = done == 0 && scratch.bytes().getInt(0) >= Ws2.ERROR_CODE + 1;
        return written ? IcmpError.read(scratch, VALUE_OFFSET, family) : Optional.empty();
    }

    /** Whether a connection that was begun was accepted, and lives. */
    public boolean connected(int fd) {
        scratch.bytes().putLong(0, fd);
        scratch.bytes().putInt(Ws2.POLLFD_EVENTS, Ws2.POLLOUT);
        int ready = winsock.poll(scratch.pointer(), 1, 0);
        return ready == 1 && scratch.bytes().getShort(Ws2.POLLFD_REVENTS) == Ws2.POLLOUT;
    }
}
