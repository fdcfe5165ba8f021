// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.libc;

import java.util.Locale;
import java.util.function.Supplier;
import jnr.ffi.LastError;
import jnr.ffi.Runtime;
import org.jspecify.annotations.Nullable;

/**
 * A system's C library, or why there is none.
 *
 * @param <L> its calls
 */
public final class LoadedLibrary<L> {
    private final @Nullable L calls;
    private final boolean ofThisSystem;
    private final String unavailability;

    private LoadedLibrary(@Nullable L calls, boolean ofThisSystem, String unavailability) {
        this.calls = calls;
        this.ofThisSystem = ofThisSystem;
        this.unavailability = unavailability;
    }

    /**
     * Loads it, if this process runs on a system.
     *
     * @param osName what {@code os.name} begins with there, in lower case
     * @param system how people call it
     */
    public static <L> LoadedLibrary<L> on(String osName, String system, Supplier<L> loader) {
        boolean here =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith(osName);
        return here ? load(loader) : new LoadedLibrary<>(null, false, "this system is not " + system);
    }

    /** Loads it, whatever the system. */
    public static <L> LoadedLibrary<L> load(Supplier<L> loader) {
        try {
            return new LoadedLibrary<>(loader.get(), true, "");
        } catch (LinkageError | RuntimeException e) {
            return new LoadedLibrary<>(null, true, "the C library can't be called through jnr-ffi: " + e);
        }
    }

    /** Whether it is the library of the system that this process runs on. */
    public boolean ofThisSystem() {
        return ofThisSystem;
    }

    /** Whether {@link #calls()} works. */
    public boolean available() {
        return calls != null;
    }

    /** Why it does not. */
    public String unavailability() {
        return unavailability;
    }

    /** The calls. */
    public L calls() {
        if (calls == null) {
            throw new IllegalStateException(unavailability);
        }
        return calls;
    }

    /** The error number of the call that this thread made last. */
    public static int error() {
        return LastError.getLastError(Runtime.getSystemRuntime());
    }
}
