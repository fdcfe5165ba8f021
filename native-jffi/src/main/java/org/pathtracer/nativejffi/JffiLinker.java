// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativejffi;

import com.kenai.jffi.Invoker;
import com.kenai.jffi.LastError;
import com.kenai.jffi.Library;
import java.nio.ByteBuffer;
import java.util.Optional;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.pathtracer.core.nativecode.LoadFailure;
import org.pathtracer.core.nativecode.Loaded;
import org.pathtracer.core.nativecode.NativeLibrary;
import org.pathtracer.core.nativecode.NativeLinker;

/**
 * Calls by jffi, on which jnr-ffi is built. jnr-ffi would make a class for them at run time, with a library that writes
 * classes: a short run waits longer for that than for its trace.
 */
public final class JffiLinker implements NativeLinker {
    /** In here, so that jffi unpacks its library when it is asked for. */
    private static final class Attempt {
        static final Loaded<Runtime> RUNTIME = Loaded.by(Attempt::load);

        /** jffi's library is loaded with the first of these. */
        private static Runtime load() {
            Invoker.getInstance();
            Library.getDefault();
            Runtime runtime = Runtime.getSystemRuntime();
            LastError.getInstance().get();
            return runtime;
        }
    }

    /** For the service loader. */
    public JffiLinker() {}

    @Override
    public String name() {
        return "jffi";
    }

    @Override
    public String description() {
        return "jnr-ffi";
    }

    @Override
    public int preference() {
        return 0;
    }

    @Override
    public Optional<LoadFailure> failure() {
        return Attempt.RUNTIME.works() ? Optional.empty() : Optional.of(Attempt.RUNTIME.failure());
    }

    @Override
    public NativeLibrary open(String name) {
        if (name.isEmpty()) {
            return new JffiLibrary(Library.getDefault(), "the C library");
        }
        Library library = Library.openLibrary(name, Library.LAZY | Library.LOCAL);
        if (library == null) {
            throw new UnsatisfiedLinkError("there is no library " + name + ": " + Library.getLastError());
        }
        return new JffiLibrary(library, name);
    }

    @Override
    public long address(ByteBuffer direct) {
        return Pointer.wrap(Attempt.RUNTIME.calls(), direct).address();
    }

    @Override
    public int error() {
        return LastError.getInstance().get();
    }
}
