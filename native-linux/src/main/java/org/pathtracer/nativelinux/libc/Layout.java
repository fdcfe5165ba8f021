// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

/**
 * Sizes and offsets of structs, in bytes, on 64-bit Linux (x86-64 and arm64), as the kernel's and glibc's headers have
 * them.
 */
public final class Layout {
    public static final int IOVEC = 16;
    public static final int IOV_LEN = 8;

    public static final int MMSGHDR = 64;
    public static final int MSG_NAMELEN = 8;
    public static final int MSG_IOV = 16;
    public static final int MSG_IOVLEN = 24;
    public static final int MSG_CONTROL = 32;
    public static final int MSG_CONTROLLEN = 40;
    public static final int MSG_FLAGS = 48;
    public static final int MSG_LEN = 56;

    public static final int CMSGHDR = 16;
    public static final int CMSG_LEVEL = 8;
    public static final int CMSG_TYPE = 12;

    public static final int EE_ORIGIN = 4;
    public static final int EE_TYPE = 5;
    public static final int EE_CODE = 6;
    public static final int EE_INFO = 8;
    public static final int EE_DATA = 12;
    /** In the place of {@link #EE_DATA}: where the RFC 4884 extension begins, as 16 bits. */
    public static final int EE_RFC4884_LEN = 12;

    public static final int SOCK_EXTENDED_ERR = 16;

    /** Nine unsigned integers. */
    public static final int SK_MEMINFO = 36;

    /** As much of {@code struct tcp_info} as is of interest. */
    public static final int TCP_INFO = 104;

    public static final int TCPI_STATE = 0;
    public static final int TCPI_RTO = 8;
    public static final int TCPI_RTT = 68;
    public static final int TCPI_TOTAL_RETRANS = 100;

    public static final int SOCKADDR_IN = 16;
    public static final int SOCKADDR_LL = 20;
    public static final int SLL_PROTOCOL = 2;
    public static final int SLL_IFINDEX = 4;
    public static final int SLL_PKTTYPE = 10;
    public static final int TIMESPEC = 16;
    public static final int TV_NSEC = 8;
    public static final int POLLFD = 8;
    public static final int POLLFD_EVENTS = 4;
    public static final int POLLFD_REVENTS = 6;

    public static final int IN_PKTINFO = 12;
    public static final int IN6_PKTINFO = 20;

    public static final int IN6_FLOWLABEL_REQ = 32;
    public static final int FLR_LABEL = 16;
    public static final int FLR_ACTION = 20;
    public static final int FLR_SHARE = 21;
    public static final int FLR_FLAGS = 22;

    private Layout() {}

    /** CMSG_ALIGN. */
    public static int aligned(int length) {
        return length + 7 & ~7;
    }
}
