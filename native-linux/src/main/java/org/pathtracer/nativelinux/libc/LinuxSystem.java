// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

import java.util.function.LongSupplier;
import org.pathtracer.core.nativecode.LoadFailure;
import org.pathtracer.nativeposix.libc.LoadedLibrary;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.libc.SocketAddress;
import org.pathtracer.nativeposix.libc.SocketSystem;

/** The C library of Linux, once per process, and what is special about its sockets. */
public final class LinuxSystem {
    /** How it lays out addresses. */
    public static final SocketAddress ADDRESSES = new SocketAddress(Linux.AF_INET6, false);

    private static final LoadedLibrary<Libc> LIBRARY = LoadedLibrary.on("linux", "Linux", DirectLibc::new);

    private LinuxSystem() {}

    /** Whether this process runs on it. */
    public static boolean here() {
        return LIBRARY.ofThisSystem();
    }

    /** Whether {@link #libc()} works. */
    public static boolean available() {
        return LIBRARY.available();
    }

    /** Why it does not. */
    public static LoadFailure failure() {
        return LIBRARY.failure();
    }

    /**
     * The calls.
     *
     * @throws org.pathtracer.NotSupportedException if there are none
     */
    public static Libc libc() {
        return LIBRARY.calls();
    }

    /** The error number of the call that this thread made last. */
    public static int error() {
        return LoadedLibrary.error();
    }

    static SocketSystem sockets() {
        return new SocketSystem(
                libc(),
                Errno.NAMES,
                ADDRESSES,
                Linux.AF_INET6,
                Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC,
                Linux.SOL_SOCKET,
                Linux.SO_REUSEADDR,
                Linux.RLIMIT_NOFILE);
    }

    /** The wall clock in nanoseconds, by which the kernel stamps packets; for one thread. */
    public static LongSupplier wallClock() {
        Libc libc = libc();
        NativeMemory timespec = new NativeMemory(Layout.TIMESPEC);
        return () -> {
            libc.clock_gettime(Linux.CLOCK_REALTIME, timespec.pointer());
            return timespec.bytes().getLong(0) * 1_000_000_000L
                    + timespec.bytes().getLong(Layout.TV_NSEC);
        };
    }
}
