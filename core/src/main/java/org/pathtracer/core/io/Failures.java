// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.io;

import java.util.Locale;

/** What went wrong, as part of a sentence. */
public final class Failures {
    private Failures() {}

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
