// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.pathtracer.core.nativecode.LoadFailure;
import org.pathtracer.core.nativecode.NativeLibrary;
import org.pathtracer.core.nativecode.NativeLinker;

/** Calls by Java's own foreign functions. */
public final class FfmLinker implements NativeLinker {
    /** In here, so that access is asked for when it is needed, which may print a warning. */
    private static final class Attempt {
        static final Optional<LoadFailure> FAILURE = attempt();

        private static Optional<LoadFailure> attempt() {
            try {
                Downcalls.error();
                return Optional.empty();
            } catch (IllegalCallerException e) {
                return refused(e);
            } catch (ExceptionInInitializerError e) {
                return e.getCause() instanceof IllegalCallerException ? refused(e.getCause()) : failed(e.getCause());
            } catch (LinkageError | RuntimeException e) {
                return failed(e);
            }
        }

        /** The switch of Java 24 and newer; before, access that is not enabled is warned of. */
        private static Optional<LoadFailure> refused(Throwable cause) {
            Module module = FfmLinker.class.getModule();
            String name = module.isNamed() ? module.getName() : "ALL-UNNAMED";
            return Optional.of(new LoadFailure(
                    "this Java denies native access: " + cause.getMessage(),
                    List.of("java --enable-native-access=" + name + " ...")));
        }

        /** A Java for 32 bits, or for a processor whose calling convention it does not know. */
        private static Optional<LoadFailure> failed(Throwable cause) {
            return Optional.of(new LoadFailure(
                    "java.lang.foreign does not work with this Java for " + System.getProperty("os.arch") + ": "
                            + cause,
                    List.of("use a Java for 64 bits, for the processor of this host")));
        }
    }

    /** For the service loader. */
    public FfmLinker() {}

    @Override
    public String name() {
        return "ffm";
    }

    @Override
    public String description() {
        return "java.lang.foreign";
    }

    @Override
    public int preference() {
        return 10;
    }

    @Override
    public Optional<LoadFailure> failure() {
        return Attempt.FAILURE;
    }

    @Override
    public NativeLibrary open(String name) {
        if (name.isEmpty()) {
            return new FfmLibrary(Downcalls.LINKER.defaultLookup(), "the C library");
        }
        try {
            return new FfmLibrary(SymbolLookup.libraryLookup(name, Arena.global()), name);
        } catch (IllegalArgumentException e) {
            throw (UnsatisfiedLinkError)
                    new UnsatisfiedLinkError("there is no library " + name + ": " + e.getMessage()).initCause(e);
        }
    }

    @Override
    public long address(ByteBuffer direct) {
        return MemorySegment.ofBuffer(direct).address();
    }

    @Override
    public int error() {
        return Downcalls.error();
    }
}
