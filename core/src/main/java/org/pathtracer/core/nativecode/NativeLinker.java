// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.nativecode;

import java.nio.ByteBuffer;
import java.util.Optional;

/** A way to call native code. Found by {@link java.util.ServiceLoader}; {@link NativeLinkers} takes one of them. */
public interface NativeLinker {
    /** Its name, as {@value NativeLinkers#PROPERTY} takes it. */
    String name();

    /** What it is, for people. */
    String description();

    /** Of several that work, the highest is taken. */
    int preference();

    /** Returns why it does not work in this process; empty if it does. It tries, once per process. */
    Optional<LoadFailure> failure();

    /**
     * Opens a library.
     *
     * @param name its path, or its file name where the system looks for libraries; empty for what the process has
     *     anyway, of which the C library is a part
     * @throws UnsatisfiedLinkError if it can't be loaded
     */
    NativeLibrary open(String name);

    /** Returns where a direct buffer begins. */
    long address(ByteBuffer direct);

    /**
     * Returns the error number of the call that this thread made last: {@code errno}, on Windows
     * {@code GetLastError()}.
     */
    int error();
}
