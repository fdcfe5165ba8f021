// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import java.util.Locale;

/** What went wrong, as part of a sentence. */
final class Failures {
    private Failures() {}

    static String words(Throwable cause) {
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
