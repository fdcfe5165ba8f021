// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun.linux;

import java.util.Locale;
import java.util.Map;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;
import org.pathtracer.NotSupportedException;
import org.pathtracer.SystemCallException;

/** The loaded C library, and its error numbers. The numbers are the same on x86-64 and arm64. */
final class Linux {
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int ENXIO = 6;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EBUSY = 16;
    static final int EEXIST = 17;
    static final int ENODEV = 19;
    static final int EINVAL = 22;
    static final int EBADFD = 77;

    private static final Map<Integer, String> NAMES = Map.of(
            EPERM, "EPERM",
            ENOENT, "ENOENT",
            ENXIO, "ENXIO",
            EAGAIN, "EAGAIN",
            EACCES, "EACCES",
            EBUSY, "EBUSY",
            EEXIST, "EEXIST",
            ENODEV, "ENODEV",
            EINVAL, "EINVAL",
            EBADFD, "EBADFD");

    private Linux() {}

    /** Loaded on first use, since there may be none. */
    private static final class Loaded {
        static final Libc LIBC =
                LibraryLoader.create(Libc.class).failImmediately().load("c");
        static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

        private Loaded() {}
    }

    /**
     * The calls.
     *
     * @throws NotSupportedException on other systems
     */
    static Libc libc() {
        String system = System.getProperty("os.name", "");
        if (!system.toLowerCase(Locale.ROOT).startsWith("linux")) {
            throw new NotSupportedException(
                    "a simulated network behind a TUN device needs Linux, and this is " + system);
        }
        try {
            return Loaded.LIBC;
        } catch (LinkageError e) {
            throw new NotSupportedException("native code can't be loaded here (`pathtracer doctor` tells why): "
                    + String.valueOf(root(e).getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** The second time, the JVM tells the first failure as a cause. */
    private static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }

    static Runtime runtime() {
        return Loaded.RUNTIME;
    }

    /** The error number of the call that this thread made last. */
    static int error() {
        return LastError.getLastError(Loaded.RUNTIME);
    }

    /** The exception for a call that must work. */
    static SystemCallException failed(String operation, int errno, String advice) {
        return new SystemCallException(operation, errno, NAMES.getOrDefault(errno, "errno " + errno), advice);
    }
}
