// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.Arrays;
import org.pathtracer.AddressFamily;
import org.pathtracer.nativelinux.libc.Linux;
import org.pathtracer.nativelinux.libc.SocketCalls;

/** What is set once on a socket. */
final class SocketOptions {
    private static final int BUFFER_BYTES = 8 << 20;
    private static final int STAMPS = Linux.SOF_TIMESTAMPING_TX_SOFTWARE
            | Linux.SOF_TIMESTAMPING_RX_SOFTWARE
            | Linux.SOF_TIMESTAMPING_SOFTWARE
            | Linux.SOF_TIMESTAMPING_OPT_CMSG
            | Linux.SOF_TIMESTAMPING_OPT_TSONLY;

    private final SocketCalls calls;
    private final int fd;

    SocketOptions(SocketCalls calls, int fd) {
        this.calls = calls;
        this.fd = fd;
    }

    void apply(SocketKind kind, AddressFamily family, boolean dontFragment) {
        enlargeBuffers();
        if (family == AddressFamily.IPV6) {
            calls.set(fd, Linux.IPPROTO_IPV6, Linux.IPV6_RECVHOPLIMIT, 1);
            calls.set(fd, Linux.IPPROTO_IPV6, Linux.IPV6_MTU_DISCOVER, mtuDiscovery(dontFragment));
            calls.set(fd, Linux.IPPROTO_IPV6, Linux.IPV6_DONTFRAG, dontFragment ? 1 : 0);
        } else {
            calls.set(fd, Linux.IPPROTO_IP, Linux.IP_RECVTTL, 1);
            calls.set(fd, Linux.IPPROTO_IP, Linux.IP_MTU_DISCOVER, mtuDiscovery(dontFragment));
        }
        if (kind == SocketKind.DATAGRAM) {
            receiveErrors(family);
        } else {
            keepOutRequests(family);
        }
    }

    private static int mtuDiscovery(boolean dontFragment) {
        return dontFragment ? Linux.PMTUDISC_PROBE : Linux.PMTUDISC_DONT;
    }

    private void receiveErrors(AddressFamily family) {
        if (family == AddressFamily.IPV6) {
            calls.set(fd, Linux.IPPROTO_IPV6, Linux.IPV6_RECVERR, 1);
        } else {
            calls.set(fd, Linux.IPPROTO_IP, Linux.IP_RECVERR, 1);
        }
    }

    /** Lets pass only what may answer a probe: not the requests of others, and no neighbour discovery. */
    private void keepOutRequests(AddressFamily family) {
        if (family == AddressFamily.IPV6) {
            int[] blocked = new int[8];
            Arrays.fill(blocked, -1);
            for (int type : new int[] {1, 2, 3, 4, 129}) {
                blocked[type / Integer.SIZE] &= ~(1 << type % Integer.SIZE);
            }
            calls.set(fd, Linux.IPPROTO_ICMPV6, Linux.ICMPV6_FILTER, blocked);
        } else {
            calls.set(fd, Linux.SOL_RAW, Linux.ICMP_FILTER, ~(1 | 1 << 3 | 1 << 11 | 1 << 12));
        }
    }

    /** Room for bursts. More than the system's limit takes a privilege; without, the kernel gives what it allows. */
    private void enlargeBuffers() {
        if (calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_RCVBUFFORCE, BUFFER_BYTES) != 0) {
            calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_RCVBUF, BUFFER_BYTES);
        }
        if (calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_SNDBUFFORCE, BUFFER_BYTES) != 0) {
            calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_SNDBUF, BUFFER_BYTES);
        }
    }

    /** Asks for the kernel's times of sending and receiving, and lets the numbers of sent packets begin at 0. */
    void restartTimestamps() {
        calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING, STAMPS);
        calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING, STAMPS | Linux.SOF_TIMESTAMPING_OPT_ID);
    }
}
