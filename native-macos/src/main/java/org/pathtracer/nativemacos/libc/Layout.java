// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.libc;

/** Sizes and offsets of structs, in bytes, on macOS (x86-64 and arm64), from the public sources of XNU. */
public final class Layout {
    public static final int IOVEC = 16;
    public static final int IOV_LEN = 8;

    public static final int MSGHDR = 48;
    public static final int MSG_NAMELEN = 8;
    public static final int MSG_IOV = 16;
    public static final int MSG_IOVLEN = 24;
    public static final int MSG_CONTROL = 32;
    public static final int MSG_CONTROLLEN = 40;
    public static final int MSG_FLAGS = 44;

    /** Its first field is its length, in four bytes. */
    public static final int CMSGHDR = 12;

    public static final int CMSG_LEVEL = 4;
    public static final int CMSG_TYPE = 8;

    public static final int KEVENT = 32;
    public static final int KEVENT_FILTER = 8;
    public static final int KEVENT_FLAGS = 10;
    public static final int KEVENT_FFLAGS = 12;

    public static final int TIMESPEC = 16;
    public static final int TV_NSEC = 8;

    /** {@code mach_timebase_info}: numerator, denominator. */
    public static final int TIMEBASE = 8;

    public static final int TIMEBASE_DENOM = 4;

    private Layout() {}

    /** Control messages are aligned to four bytes. */
    public static int aligned(int length) {
        return length + 3 & ~3;
    }
}
