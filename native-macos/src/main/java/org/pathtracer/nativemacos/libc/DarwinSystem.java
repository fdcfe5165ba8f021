// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.libc;

import java.util.function.LongSupplier;
import org.pathtracer.core.nativecode.LoadFailure;
import org.pathtracer.core.nativecode.NativeLinkers;
import org.pathtracer.nativeposix.libc.LoadedLibrary;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.libc.SocketAddress;
import org.pathtracer.nativeposix.libc.SocketSystem;

/** The C library of macOS, once per process, and what is special about its sockets. */
public final class DarwinSystem {
    /** How it lays out addresses. */
    public static final SocketAddress ADDRESSES = new SocketAddress(Darwin.AF_INET6, true);

    private static final String THIS_PROCESS = "";

    private static volatile LoadedLibrary<Libc> library = LoadedLibrary.on("mac", "macOS", () -> load(THIS_PROCESS));

    private DarwinSystem() {}

    /** Takes another library for the system's: how tests run all of this elsewhere. */
    static void use(String path) {
        library = LoadedLibrary.load(() -> load(path));
    }

    private static Libc load(String path) {
        return new DirectLibc(NativeLinkers.linker().open(path));
    }

    /** Whether this process runs on it. */
    public static boolean here() {
        return library.ofThisSystem();
    }

    /** Whether {@link #libc()} works. */
    public static boolean available() {
        return library.available();
    }

    /** Why it does not. */
    public static LoadFailure failure() {
        return library.failure();
    }

    /** The calls. */
    public static Libc libc() {
        return library.calls();
    }

    static SocketSystem sockets() {
        return new SocketSystem(
                libc(),
                Errno.NAMES,
                ADDRESSES,
                Darwin.AF_INET6,
                0,
                Darwin.SOL_SOCKET,
                Darwin.SO_REUSEPORT,
                Darwin.RLIMIT_NOFILE);
    }

    static Timebase timebase() {
        NativeMemory memory = new NativeMemory(Layout.TIMEBASE);
        libc().mach_timebase_info(memory.pointer());
        return new Timebase(memory.bytes().getInt(0), memory.bytes().getInt(Layout.TIMEBASE_DENOM));
    }

    /** The clock by which the kernel stamps packets when asked for monotonic time, in nanoseconds. */
    public static LongSupplier machTime() {
        Libc libc = libc();
        Timebase timebase = timebase();
        return () -> timebase.nanos(libc.mach_absolute_time());
    }
}
