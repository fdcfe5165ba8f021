// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

/** Constants of the kernel's interface, the same on x86-64 and arm64, under their C names. */
public final class Linux {
    public static final int AF_INET6 = 10;
    public static final int AF_PACKET = 17;
    /** Of packet sockets, in network order: every protocol. */
    public static final int ETH_P_ALL = 3;
    /** What a packet socket says of a packet that this host sends. */
    public static final int PACKET_OUTGOING = 4;

    public static final int SOCK_NONBLOCK = 0x800;
    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int IPPROTO_RAW = 255;
    public static final int SOL_SOCKET = 1;
    public static final int SOL_RAW = 255;

    public static final int SO_REUSEADDR = 2;
    public static final int SO_ERROR = 4;
    public static final int SO_SNDBUF = 7;
    public static final int SO_RCVBUF = 8;
    public static final int SO_LINGER = 13;
    public static final int SO_ATTACH_FILTER = 26;
    public static final int SO_SNDBUFFORCE = 32;
    public static final int SO_RCVBUFFORCE = 33;
    /** Takes CAP_NET_ADMIN, from Linux 5.17 on CAP_NET_RAW is enough. */
    public static final int SO_MARK = 36;
    /** Nine counts of a socket's memory; the last is of packets that found no room. */
    public static final int SO_MEMINFO = 55;

    public static final int SO_BINDTOIFINDEX = 62;
    /** SO_TIMESTAMPING_OLD: 64-bit time on the systems that we run on. */
    public static final int SO_TIMESTAMPING = 37;

    public static final int SCM_TIMESTAMPING = SO_TIMESTAMPING;

    public static final int TCP_SYNCNT = 7;
    public static final int TCP_INFO = 11;
    public static final int TCP_ESTABLISHED = 1;
    public static final int TCP_SYN_SENT = 2;
    public static final int TCP_SYN_RECV = 3;
    public static final int TCP_CLOSE_WAIT = 8;

    public static final int IP_TOS = 1;
    public static final int IP_TTL = 2;
    public static final int IP_PKTINFO = 8;
    public static final int IP_MTU_DISCOVER = 10;
    public static final int IP_RECVERR = 11;
    public static final int IP_RECVTTL = 12;
    public static final int IP_RECVERR_RFC4884 = 26;
    public static final int ICMPV6_FILTER = 1;
    public static final int IPV6_UNICAST_HOPS = 16;
    public static final int IPV6_MTU_DISCOVER = 23;
    public static final int IPV6_RECVERR = 25;
    public static final int IPV6_V6ONLY = 26;
    public static final int IPV6_RECVERR_RFC4884 = 31;
    public static final int IPV6_FLOWLABEL_MGR = 32;
    public static final int IPV6_FLOWINFO_SEND = 33;
    public static final int IPV6_PKTINFO = 50;
    public static final int IPV6_RECVHOPLIMIT = 51;
    public static final int IPV6_HOPLIMIT = 52;
    public static final int IPV6_DONTFRAG = 62;
    public static final int IPV6_TCLASS = 67;
    public static final int IPV6_AUTOFLOWLABEL = 70;
    public static final int IPV6_FL_A_GET = 0;
    public static final int IPV6_FL_A_PUT = 1;
    public static final int IPV6_FL_S_ANY = 255;
    public static final int IPV6_FL_F_CREATE = 1;
    /** At level {@link #SOL_RAW}: a bit set means "keep out". */
    public static final int ICMP_FILTER = 1;

    /** Path MTU discovery off: the packet may be fragmented. */
    public static final int PMTUDISC_DONT = 0;
    /** Don't fragment. */
    public static final int PMTUDISC_DO = 2;
    /** Don't fragment, and don't use what earlier packets learned of the path's MTU. */
    public static final int PMTUDISC_PROBE = 3;

    public static final int SO_EE_ORIGIN_ICMP = 2;
    public static final int SO_EE_ORIGIN_ICMP6 = 3;
    public static final int SO_EE_ORIGIN_TIMESTAMPING = 4;

    public static final int SOF_TIMESTAMPING_TX_SOFTWARE = 1 << 1;
    public static final int SOF_TIMESTAMPING_RX_SOFTWARE = 1 << 3;
    public static final int SOF_TIMESTAMPING_SOFTWARE = 1 << 4;
    public static final int SOF_TIMESTAMPING_OPT_ID = 1 << 7;
    public static final int SOF_TIMESTAMPING_OPT_CMSG = 1 << 10;
    public static final int SOF_TIMESTAMPING_OPT_TSONLY = 1 << 11;

    public static final int MSG_DONTWAIT = 0x40;
    public static final int MSG_TRUNC = 0x20;
    public static final int MSG_ERRQUEUE = 0x2000;

    public static final int POLLIN = 1;
    public static final int POLLOUT = 4;
    public static final int EFD_CLOEXEC = SOCK_CLOEXEC;
    public static final int EFD_NONBLOCK = SOCK_NONBLOCK;
    public static final int RLIMIT_NOFILE = 7;
    public static final int CLOCK_REALTIME = 0;

    private Linux() {}
}
