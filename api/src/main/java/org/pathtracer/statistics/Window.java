// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import java.time.Duration;

/**
 * A span of time up to now, for which a series has statistics of its own.
 *
 * @since 0.1.0
 */
public enum Window {
    /** The last minute. */
    ONE_MINUTE(1),
    /** The last five minutes. */
    FIVE_MINUTES(5),
    /** The last quarter of an hour. */
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
