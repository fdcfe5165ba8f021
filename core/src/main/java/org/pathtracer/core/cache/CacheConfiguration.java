// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.cache;

import java.time.Duration;
import java.util.Objects;

/**
 * The configuration of caches.
 *
 * @param capacity most entries of each kind
 * @param longestTtl longest life of an entry
 * @param negativeTtl longest life of an entry that says that there is nothing
 */
public record CacheConfiguration(int capacity, Duration longestTtl, Duration negativeTtl) {
    /** Takes no null. */
    public CacheConfiguration {
        Objects.requireNonNull(longestTtl, "longestTtl");
        Objects.requireNonNull(negativeTtl, "negativeTtl");
    }

    /** All defaults. */
    public static final CacheConfiguration DEFAULT =
            new CacheConfiguration(10_000, Duration.ofDays(1), Duration.ofMinutes(5));
}
