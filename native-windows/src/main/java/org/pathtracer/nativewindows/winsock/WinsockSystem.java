// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.winsock;

import org.pathtracer.core.nativecode.LoadFailure;
import org.pathtracer.core.nativecode.NativeLinker;
import org.pathtracer.core.nativecode.NativeLinkers;
import org.pathtracer.nativeposix.libc.LoadedLibrary;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.libc.SocketAddress;
import org.pathtracer.nativeposix.libc.SocketSystem;
import org.pathtracer.nativewindows.win32.Windows;

/** Winsock, once per process, and what is special about it. */
public final class WinsockSystem {
    /** How it lays out addresses. */
    public static final SocketAddress ADDRESSES = new SocketAddress(Ws2.AF_INET6, false);

    private static volatile LoadedLibrary<Winsock> library =
            LoadedLibrary.on("windows", "Windows", WinsockSystem::load);

    private WinsockSystem() {}

    /** Takes another library for those of the system: how tests run all of this elsewhere. */
    static void use(String path) {
        library = LoadedLibrary.load(() -> {
            NativeLinker linker = NativeLinkers.linker();
            return new DirectWinsock(linker.open(path), linker.open(path));
        });
    }

    private static Winsock load() {
        String unavailability = Windows.unavailability();
        if (!unavailability.isEmpty()) {
            throw new UnsupportedOperationException(unavailability);
        }
        NativeLinker linker = NativeLinkers.linker();
        return new DirectWinsock(linker.open("ws2_32.dll"), linker.open("ntdll.dll"));
    }

    /** Whether this process runs on it. */
    public static boolean here() {
        return library.ofThisSystem();
    }

    /** Whether {@link #calls()} works. */
    public static boolean available() {
        return library.available();
    }

    /** Why it does not. */
    public static LoadFailure failure() {
        return library.failure();
    }

    /** The calls. */
    public static Winsock calls() {
        return library.calls();
    }

    /** The build of the system, which its versions are told apart by; 0 if it does not tell. */
    public static int build() {
        NativeMemory version = new NativeMemory(Ws2.VERSION);
        version.bytes().putInt(0, Ws2.VERSION);
        int status = calls().rtlGetVersion(version.pointer());
        return status == 0 ? version.bytes().getInt(Ws2.VERSION_BUILD) : 0;
    }

    static SocketSystem sockets() {
        return new SocketSystem(
                calls(), WinsockError.NAMES, ADDRESSES, Ws2.AF_INET6, 0, Ws2.SOL_SOCKET, Ws2.SO_REUSEADDR, 0);
    }
}
