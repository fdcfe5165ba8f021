// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.libc;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.pathtracer.core.nativecode.LoadFailure;
import org.pathtracer.core.nativecode.Loaded;
import org.pathtracer.core.nativecode.NativeLinker;
import org.pathtracer.core.nativecode.NativeLinkers;

/**
 * A system's C library, or why there is none.
 *
 * @param <L> its calls
 */
public final class LoadedLibrary<L extends SocketLibrary> {
    private final Loaded<L> loaded;
    private final boolean ofThisSystem;

    private LoadedLibrary(Loaded<L> loaded, boolean ofThisSystem) {
        this.loaded = loaded;
        this.ofThisSystem = ofThisSystem;
    }

    /**
     * Loads it, if this process runs on a system.
     *
     * @param osName what {@code os.name} begins with there, in lower case
     * @param system how people call it
     */
    public static <L extends SocketLibrary> LoadedLibrary<L> on(String osName, String system, Supplier<L> loader) {
        boolean here =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith(osName);
        return here
                ? load(loader)
                : new LoadedLibrary<>(Loaded.none(new LoadFailure("this system is not " + system, List.of())), false);
    }

    /** Loads it, whatever the system. */
    public static <L extends SocketLibrary> LoadedLibrary<L> load(Supplier<L> loader) {
        Loaded<NativeLinker> linker = NativeLinkers.loaded();
        return new LoadedLibrary<>(linker.works() ? Loaded.bound(loader) : Loaded.none(linker.failure()), true);
    }

    /** Whether it is the library of the system that this process runs on. */
    public boolean ofThisSystem() {
        return ofThisSystem;
    }

    /** Whether {@link #calls()} works. */
    public boolean available() {
        return loaded.works();
    }

    /** Why it does not. */
    public LoadFailure failure() {
        return loaded.failure();
    }

    /**
     * The calls.
     *
     * @throws org.pathtracer.NotSupportedException if there are none
     */
    public L calls() {
        return loaded.calls();
    }

    /** The error number of the call that this thread made last. */
    public static int error() {
        return NativeLinkers.linker().error();
    }
}
