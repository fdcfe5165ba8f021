// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import org.pathtracer.AddressFamily;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.Linux;
import org.pathtracer.nativelinux.libc.LinuxCalls;
import org.pathtracer.nativeposix.libc.Posix;

/**
 * What opening a socket shows. It is tried with each operation, and nothing is remembered: what is permitted may change
 * between two of them.
 *
 * @param errno 0, or why it is refused
 * @param counted ends a phrase on how the socket works
 */
record SocketTrial(int errno, String counted) {
    private static final int KIB = 1024;

    /**
     * Opens and closes a socket. That there are no descriptors at this moment says nothing: if there are none later
     * either, the probes tell.
     */
    static SocketTrial of(AddressFamily family, int type, int protocol) {
        LinuxCalls calls = new LinuxCalls();
        int fd = calls.tryOpen(family, type, protocol);
        if (fd < 0) {
            boolean passes = -fd == Errno.EMFILE || -fd == Errno.ENFILE;
            return new SocketTrial(passes ? 0 : -fd, "");
        }
        try {
            return new SocketTrial(0, counted(calls, fd));
        } finally {
            calls.close(fd);
        }
    }

    /** Gives 0 or why a socket of this process can't mark its packets: permission is asked for whatever the mark. */
    static int ofMark(AddressFamily family) {
        LinuxCalls calls = new LinuxCalls();
        int fd = calls.tryOpen(family, Posix.SOCK_DGRAM, Posix.IPPROTO_UDP);
        if (fd < 0) {
            return 0;
        }
        try {
            return calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_MARK, 0);
        } finally {
            calls.close(fd);
        }
    }

    /** That what this host loses itself is known, and how much it holds before. */
    private static String counted(LinuxCalls calls, int fd) {
        String counted = ", packets that this host loses itself are counted";
        try {
            return counted + " (receive buffer of " + SocketOptions.enlargeReceiveBuffer(calls, fd) / KIB + " KiB)";
        } catch (SystemCallException e) {
            return counted;
        }
    }
}
