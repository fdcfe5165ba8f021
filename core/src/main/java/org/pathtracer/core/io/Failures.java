// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.io;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pathtracer.NotSupportedException;
import org.pathtracer.PathTracerException;
import org.pathtracer.check.Shortage;

/** What went wrong, as part of a sentence. */
public final class Failures {
    private Failures() {}

    /** As users see it: code that can't be loaded is told as what this process lacks. */
    public static Throwable forUsers(Throwable thrown) {
        return thrown instanceof LinkageError
                ? new NotSupportedException(Shortage.ofUnloadable(thrown), thrown)
                : thrown;
    }

    /** What a blocking call throws for the cause that ended an operation. */
    public static RuntimeException thrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof PathTracerException known ? known : new IllegalStateException(cause);
    }

    /** The exception's message, or its name if it has none. */
    public static String words(Throwable cause) {
        String message = cause.getMessage();
        if (message == null || message.isEmpty()) {
            return cause.getClass().getSimpleName();
        }
        // An abbreviation keeps its capitals.
        boolean word = message.length() > 1 && Character.isLowerCase(message.charAt(1));
        return word ? message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1) : message;
    }
}
