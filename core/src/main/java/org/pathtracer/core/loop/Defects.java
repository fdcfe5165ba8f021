// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loop;

import java.lang.System.Logger.Level;
import org.pathtracer.InternalFailureException;
import org.pathtracer.PathTracerException;
import org.pathtracer.core.io.Failures;

/** What nothing provides for: as users see it, and as the log does. */
public final class Defects {
    private Defects() {}

    /**
     * The exception by which operations end.
     *
     * @param what failed, as the beginning of a sentence
     */
    public static PathTracerException exception(String what, Throwable thrown) {
        return Failures.forUsers(thrown) instanceof PathTracerException known
                ? known
                : new InternalFailureException("%s: %s".formatted(what, Failures.words(thrown)), thrown);
    }

    /** Logs it. Without memory or descriptors that may fail too, which must not be worse than what is to be logged. */
    public static void log(System.Logger log, String what, Throwable thrown) {
        try {
            log.log(Level.ERROR, what, thrown);
        } catch (RuntimeException | Error e) {
            // Whatever fails by it is told already.
        }
    }
}
