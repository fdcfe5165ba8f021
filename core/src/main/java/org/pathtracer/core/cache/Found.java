// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.cache;

import java.time.Duration;
import java.util.Optional;

/**
 * What a source of knowledge said.
 *
 * @param value empty if there is none
 * @param ttl how long that may be kept; empty if it was not said
 * @param <V> value
 */
public record Found<V>(Optional<V> value, Optional<Duration> ttl) {
    /** That there is nothing. */
    public static <V> Found<V> nothing(Optional<Duration> ttl) {
        return new Found<>(Optional.empty(), ttl);
    }
}
