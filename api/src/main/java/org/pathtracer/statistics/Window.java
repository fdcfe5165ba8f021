// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import java.time.Duration;

/**
 * A time that ends now, and that {@link WindowStatistics} have figures of.
 *
 * @since 0.1.0
 */
public enum Window {
    /** The last minute. */
    MINUTE(1),
    /** The last five minutes. */
    FIVE_MINUTES(5),
    /** The last fifteen minutes. */
    FIFTEEN_MINUTES(15);

    private final Duration length;

    Window(int minutes) {
        length = Duration.ofMinutes(minutes);
    }

    /** Returns how long it is. */
    public Duration length() {
        return length;
    }
}
