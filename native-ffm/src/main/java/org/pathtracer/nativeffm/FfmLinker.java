// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeffm;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.pathtracer.core.nativecode.LoadFailure;
import org.pathtracer.core.nativecode.NativeLibrary;
import org.pathtracer.core.nativecode.NativeLinker;

/** What there is before Java 22: a reason. Newer ones take the class of this name below {@code META-INF/versions}. */
public final class FfmLinker implements NativeLinker {
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
        int version = Runtime.version().feature();
        return Optional.of(new LoadFailure(
                version < 22
                        ? "java.lang.foreign begins with Java 22, and this is Java " + version
                        : "this build has no part for Java 22 and newer: it was made without such a Java",
                List.of()));
    }

    @Override
    public NativeLibrary open(String name) {
        throw new UnsatisfiedLinkError(failure().orElseThrow().reason());
    }

    @Override
    public long address(ByteBuffer direct) {
        throw new UnsatisfiedLinkError(failure().orElseThrow().reason());
    }

    @Override
    public int error() {
        return 0;
    }
}
