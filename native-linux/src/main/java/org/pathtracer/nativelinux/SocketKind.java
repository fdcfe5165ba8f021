// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import org.pathtracer.AddressFamily;
import org.pathtracer.nativelinux.libc.Linux;

/** The two kinds of ICMP sockets. */
enum SocketKind {
    /**
     * {@code SOCK_DGRAM}: for groups in {@code net.ipv4.ping_group_range}; the kernel sets the identifier and sorts the
     * answers.
     */
    DATAGRAM(Linux.SOCK_DGRAM),
    /** {@code SOCK_RAW}: for {@code CAP_NET_RAW}; sees every ICMP message of the host. */
    RAW(Linux.SOCK_RAW);

    final int type;

    SocketKind(int type) {
        this.type = type;
    }

    static int domain(AddressFamily family) {
        return family == AddressFamily.IPV6 ? Linux.AF_INET6 : Linux.AF_INET;
    }

    static int protocol(AddressFamily family) {
        return family == AddressFamily.IPV6 ? Linux.IPPROTO_ICMPV6 : Linux.IPPROTO_ICMP;
    }
}
