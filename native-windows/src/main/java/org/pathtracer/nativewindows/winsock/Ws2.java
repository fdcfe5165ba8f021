// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.winsock;

/**
 * Constants, and sizes and offsets of structs in bytes, of 64-bit Windows (x64 and arm64), as {@code winsock2.h},
 * {@code ws2ipdef.h} and {@code mstcpip.h} have them.
 */
public final class Ws2 {
    public static final int AF_INET6 = 23;
    public static final int SOL_SOCKET = 0xffff;
    public static final int SO_REUSEADDR = 4;
    public static final int SO_LINGER = 0x80;
    public static final int SO_ERROR = 0x1007;
    public static final int IP_TTL = 4;
    public static final int IP_DONTFRAGMENT = 14;
    public static final int IP_UNICAST_IF = 31;
    public static final int IPV6_UNICAST_HOPS = 4;
    public static final int IPV6_DONTFRAG = 14;
    public static final int IPV6_V6ONLY = 27;
    public static final int IPV6_UNICAST_IF = 31;
    /** A connection that is begun ends with an ICMP error; since build {@value #ICMP_ERRORS_SINCE}. */
    public static final int TCP_FAIL_CONNECT_ON_ICMP_ERROR = 18;

    public static final int TCP_ICMP_ERROR_INFO = 19;
    public static final int ICMP_ERRORS_SINCE = 19_041;

    public static final int FIONBIO = 0x8004667e;
    public static final int SIO_TCP_INITIAL_RTO = 0x98000011;
    public static final int WSA_FLAG_OVERLAPPED = 1;
    public static final int WSA_FLAG_NO_HANDLE_INHERIT = 0x80;

    /** {@code struct linger} of two shorts: on, and for no time. */
    public static final int LINGER_FOR_NO_TIME = 1;

    /** {@code TCP_INITIAL_RTO_PARAMETERS}: a short and a byte. */
    public static final int RTO_PARAMETERS = 4;

    public static final int RTO_MAX_SYN_RETRANSMISSIONS = 2;
    public static final short RTO_UNSPECIFIED_RTT = -1;
    public static final byte RTO_NO_SYN_RETRANSMISSIONS = -2;

    /** {@code WSAPOLLFD}, which begins with the socket. */
    public static final int POLLFD = 16;

    public static final int POLLFD_EVENTS = 8;
    public static final int POLLFD_REVENTS = 10;
    public static final int POLLIN = 0x0300;
    public static final int POLLOUT = 0x0010;
    public static final int POLLERR = 1;
    public static final int POLLHUP = 2;
    public static final int POLLNVAL = 4;

    /** {@code ICMP_ERROR_INFO}, which begins with a {@code SOCKADDR_INET}. */
    public static final int ICMP_ERROR_INFO = 36;

    public static final int SOCKADDR_INET = 28;
    public static final int ERROR_PROTOCOL = 28;
    public static final int ERROR_TYPE = 32;
    public static final int ERROR_CODE = 33;

    /** {@code OSVERSIONINFOW}, which begins with its size. */
    public static final int VERSION = 276;

    public static final int VERSION_BUILD = 12;

    /** {@code WSADATA}. */
    static final int WSADATA = 408;

    private Ws2() {}
}
