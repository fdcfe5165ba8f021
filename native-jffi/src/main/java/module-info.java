// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Calls of native code by jffi. */
@NullMarked
module org.pathtracer.nativejffi {
    requires org.pathtracer.core;
    requires static org.jspecify;
    requires org.jnrproject.ffi;
    requires org.jnrproject.jffi;
    // jnr-ffi is an automatic module and can't ask for what it needs itself.
    requires org.objectweb.asm;
    requires org.objectweb.asm.commons;
    requires org.objectweb.asm.util;

    provides org.pathtracer.core.nativecode.NativeLinker with
            org.pathtracer.nativejffi.JffiLinker;
}
