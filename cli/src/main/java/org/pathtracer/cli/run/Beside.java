// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.run;

import org.pathtracer.PathTracer;

/** What runs beside an operation, from before its first probe until after its result. */
@FunctionalInterface
public interface Beside {
    /** Nothing does. */
    Beside NOTHING = tracer -> () -> {};

    /** Begins it. */
    Running begin(PathTracer tracer);

    /** It runs. */
    interface Running extends AutoCloseable {
        /** Ends it; says itself what goes wrong. */
        @Override
        void close();
    }
}
