// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.libc;

import java.util.function.LongSupplier;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import org.pathtracer.core.nativecode.LoadFailure;
import org.pathtracer.nativeposix.libc.LoadedLibrary;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.libc.SocketAddress;
import org.pathtracer.nativeposix.libc.SocketSystem;

/** The C library of macOS, once per process, and what is special about its sockets. */
public final class DarwinSystem {
    /** How it lays out addresses. */
    public static final SocketAddress ADDRESSES = new SocketAddress(Darwin.AF_INET6, true);

    private static final int NO_DESCRIPTOR = -1;

    private static volatile LoadedLibrary<Libc> library = LoadedLibrary.on("mac", "macOS", () -> load("c"));

    private DarwinSystem() {}

    /** Takes another library for the system's: how tests run all of this elsewhere. */
    static void use(String path) {
        library = LoadedLibrary.load(() -> load(path));
    }

    private static Libc load(String name) {
        Libc loaded = LibraryLoader.create(Libc.class).failImmediately().load(name);
        callEach(loaded);
        return loaded;
    }

    /** A symbol that is missing shows when it is called, so each is called, with an invalid descriptor. */
    private static void callEach(Libc libc) {
        NativeMemory memory = new NativeMemory(Layout.MSGHDR);
        Pointer any = memory.pointer();
        call("socket", () -> libc.socket(NO_DESCRIPTOR, 0, 0));
        call("close", () -> libc.close(NO_DESCRIPTOR));
        call("bind", () -> libc.bind(NO_DESCRIPTOR, any, 0));
        call("connect", () -> libc.connect(NO_DESCRIPTOR, any, 0));
        call("getsockname", () -> libc.getsockname(NO_DESCRIPTOR, any, any));
        call("getpeername", () -> libc.getpeername(NO_DESCRIPTOR, any, any));
        call("setsockopt", () -> libc.setsockopt(NO_DESCRIPTOR, 0, 0, any, 0));
        call("getsockopt", () -> libc.getsockopt(NO_DESCRIPTOR, 0, 0, any, any));
        call("getrlimit", () -> libc.getrlimit(Darwin.RLIMIT_NOFILE, any));
        call("sendto", () -> libc.sendto(NO_DESCRIPTOR, any, 0, 0, any, 0));
        call("recvmsg", () -> libc.recvmsg(NO_DESCRIPTOR, any, 0));
        call("fcntl", () -> libc.fcntl(NO_DESCRIPTOR, Darwin.F_SETFL, 0));
        call("kqueue", () -> libc.close(libc.kqueue()));
        call("kevent", () -> libc.kevent(NO_DESCRIPTOR, null, 0, null, 0, null));
        call("mach_absolute_time", libc::mach_absolute_time);
        call("mach_timebase_info", () -> libc.mach_timebase_info(any));
    }

    private static void call(String symbol, Runnable call) {
        try {
            call.run();
        } catch (UnsatisfiedLinkError e) {
            // Not its cause: that is what is told of a failure, and jnr-ffi knows no words for it.
            LinkageError missing = new LinkageError("it has no " + symbol);
            missing.addSuppressed(e);
            throw missing;
        }
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
