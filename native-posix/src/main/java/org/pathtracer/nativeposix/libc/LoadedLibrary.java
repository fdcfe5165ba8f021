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
    private final String unavailability;

    private LoadedLibrary(@Nullable L calls, String unavailability) {
        this.calls = calls;
        this.unavailability = unavailability;
    }

    /** Loads it, if this process runs on the system whose {@code os.name} begins so. */
    public static <L> LoadedLibrary<L> on(String system, Supplier<L> loader) {
        boolean here =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith(system.toLowerCase(Locale.ROOT));
        return here ? load(loader) : new LoadedLibrary<>(null, "this system is not " + system);
    }

    /** Loads it, whatever the system. */
    public static <L> LoadedLibrary<L> load(Supplier<L> loader) {
        try {
            return new LoadedLibrary<>(loader.get(), "");
        } catch (LinkageError | RuntimeException e) {
            return new LoadedLibrary<>(null, "the C library can't be called through jnr-ffi: " + e);
        }
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
