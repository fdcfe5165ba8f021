// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pathtracer.AddressFamily;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.LinuxCalls;

/**
 * What opening a socket showed. It is asked for with every operation, of which thousands may start in a second, so one
 * that opened counts for a second. One that was refused is tried again each time: what was done about it works at once.
 *
 * @param errno 0, or why it was refused
 * @param counted ends a phrase on how the socket works
 * @param nanos when it was tried
 */
record SocketTrial(int errno, String counted, long nanos) {
    private static final long VALID_NANOS = 1_000_000_000L;
    private static final int KIB = 1024;

    private record Kind(AddressFamily family, int type, int protocol) {}

    /** A handful: two families, and what transports open. */
    private static final Map<Kind, SocketTrial> OPENED = new ConcurrentHashMap<>();

    /** Opens and closes a socket, unless one opened a moment ago. */
    static SocketTrial of(AddressFamily family, int type, int protocol) {
        Kind kind = new Kind(family, type, protocol);
        SocketTrial last = OPENED.get(kind);
        if (last != null && System.nanoTime() - last.nanos < VALID_NANOS) {
            return last;
        }
        SocketTrial trial = attempt(kind);
        if (trial.errno == 0) {
            OPENED.put(kind, trial);
        } else {
            OPENED.remove(kind);
        }
        return trial;
    }

    /** That there are no descriptors at this moment says nothing: if there are none later either, the probes tell. */
    private static SocketTrial attempt(Kind kind) {
        LinuxCalls calls = new LinuxCalls();
        int fd = calls.tryOpen(kind.family, kind.type, kind.protocol);
        if (fd < 0) {
            boolean passes = -fd == Errno.EMFILE || -fd == Errno.ENFILE;
            return new SocketTrial(passes ? 0 : -fd, "", System.nanoTime());
        }
        try {
            return new SocketTrial(0, counted(calls, fd), System.nanoTime());
        } finally {
            calls.close(fd);
        }
    }

    /** That what this host loses itself is known, and how much it holds before. */
    private static String counted(LinuxCalls calls, int fd) {
        String counted = ", packets that this host loses itself are counted";
        try {
            return "%s (receive buffer of %d KiB)"
                    .formatted(counted, SocketOptions.enlargeReceiveBuffer(calls, fd) / KIB);
        } catch (SystemCallException e) {
            return counted;
        }
    }
}
