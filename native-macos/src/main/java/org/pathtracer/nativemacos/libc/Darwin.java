// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.libc;

/** Constants of macOS, the same on x86-64 and arm64, under their C names; from the public sources of XNU. */
public final class Darwin {
    public static final int AF_INET6 = 30;

    public static final int SOL_SOCKET = 0xffff;
    public static final int SO_REUSEPORT = 0x200;
    public static final int SO_LINGER = 0x80;
    public static final int SO_TIMESTAMP_MONOTONIC = 0x800;
    public static final int SCM_TIMESTAMP_MONOTONIC = 4;
    public static final int SO_SNDBUF = 0x1001;
    public static final int SO_RCVBUF = 0x1002;
    public static final int SO_ERROR = 0x1007;
    public static final int SO_NOSIGPIPE = 0x1022;

    public static final int IP_TOS = 3;
    public static final int IP_TTL = 4;
    /** Asks for the TTL, and is the type of the control message that tells it, in one byte. */
    public static final int IP_RECVTTL = 24;

    public static final int IP_BOUND_IF = 25;
    public static final int IP_DONTFRAG = 28;

    public static final int IPV6_UNICAST_HOPS = 4;
    /** Of {@code IPPROTO_ICMPV6}. A bit set lets a type pass; on Linux it keeps it out. */
    public static final int ICMP6_FILTER = 18;

    public static final int IPV6_V6ONLY = 27;
    public static final int IPV6_TCLASS = 36;
    public static final int IPV6_RECVHOPLIMIT = 37;
    /** The type of the control message that tells the hop limit, as an int. */
    public static final int IPV6_HOPLIMIT = 47;

    public static final int IPV6_DONTFRAG = 62;
    public static final int IPV6_BOUND_IF = 125;

    public static final int MSG_TRUNC = 0x10;
    public static final int MSG_DONTWAIT = 0x80;

    public static final int RLIMIT_NOFILE = 8;
    public static final int F_SETFD = 2;
    public static final int F_SETFL = 4;
    public static final int FD_CLOEXEC = 1;
    public static final int O_NONBLOCK = 4;

    public static final int EVFILT_READ = -1;
    public static final int EVFILT_WRITE = -2;
    public static final int EVFILT_USER = -10;
    public static final int EV_ADD = 0x1;
    public static final int EV_DELETE = 0x2;
    public static final int EV_CLEAR = 0x20;
    public static final int NOTE_TRIGGER = 0x0100_0000;

    private Darwin() {}
}
