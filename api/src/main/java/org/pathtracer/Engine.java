// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.pathtracer.check.Shortage;

/** Finds what the engine implements. */
final class Engine {
    /** For the next classes to be found; with fewer, also the JDK's own fail, and stay broken. */
    private static final int DESCRIPTORS_TO_BEGIN = 16;

    private Engine() {}

    /** Throws {@link NotSupportedException} if there is no engine, or it can't be loaded. */
    static <B> B find(Class<B> builder) {
        Shortage.ofDescriptors(DESCRIPTORS_TO_BEGIN).ifPresent(sentence -> {
            throw new NotSupportedException(sentence);
        });
        try {
            return ServiceLoader.load(builder, Engine.class.getClassLoader())
                    .findFirst()
                    .orElseThrow(() -> new NotSupportedException("There is no PathTracer engine here: add the artifact"
                            + " org.pathtracer:pathtracer (or pathtracer-core) to the dependencies"));
        } catch (LinkageError | ServiceConfigurationError | InternalError e) {
            throw new NotSupportedException(Shortage.ofUnloadable(e), e);
        }
    }
}
