// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Calls of native code by {@code java.lang.foreign}, on Java 22 and newer. */
@NullMarked
module org.pathtracer.nativeffm {
    requires org.pathtracer.core;
    requires static org.jspecify;

    provides org.pathtracer.core.nativecode.NativeLinker with
            org.pathtracer.nativeffm.FfmLinker;
}
