// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

import java.util.Locale;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;
import org.jspecify.annotations.Nullable;

/** The loaded C library, once per process; or why there is none. */
public final class LinuxSystem {
    private static final @Nullable Libc LIBC;
    private static final String UNAVAILABLE;

    static {
        Libc loaded = null;
        String reason = "";
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            reason = "this system is not Linux";
        } else {
            try {
                loaded = LibraryLoader.create(Libc.class).load("c");
            } catch (LinkageError | RuntimeException e) {
                reason = "the C library can't be called through jnr-ffi: " + e;
            }
        }
        LIBC = loaded;
        UNAVAILABLE = reason;
    }

    private LinuxSystem() {}

    /** Whether {@link #libc()} works. */
    public static boolean available() {
        return LIBC != null;
    }

    /** Why it does not. */
    public static String unavailability() {
        return UNAVAILABLE;
    }

    /** The calls. */
    public static Libc libc() {
        if (LIBC == null) {
            throw new IllegalStateException(UNAVAILABLE);
        }
        return LIBC;
    }

    static Runtime runtime() {
        return Runtime.getRuntime(libc());
    }

    /** The error number of the call that this thread made last. */
    public static int error() {
        return LastError.getLastError(runtime());
    }
}
