// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.cache;

import java.time.Duration;
import java.util.Objects;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.SharedCaches;

/** Makes caches that tracers share; found as a service. */
public final class CachesBuilder implements SharedCaches.Builder {
    private static final int LARGEST = 10_000_000;
    private static final Duration LONGEST = Duration.ofDays(365);

    private int capacity = CacheConfiguration.DEFAULT.capacity();
    private Duration longestTtl = CacheConfiguration.DEFAULT.longestTtl();
    private Duration negativeTtl = CacheConfiguration.DEFAULT.negativeTtl();

    /** For the service loader. */
    public CachesBuilder() {}

    @Override
    public SharedCaches.Builder capacity(int entries) {
        require(
                entries >= 1 && entries <= LARGEST,
                "capacity is %d, but must be from 1 to %d".formatted(entries, LARGEST));
        capacity = entries;
        return this;
    }

    @Override
    public SharedCaches.Builder longestTtl(Duration span) {
        Objects.requireNonNull(span, "span");
        longestTtl = span("longest TTL", span);
        return this;
    }

    @Override
    public SharedCaches.Builder negativeTtl(Duration span) {
        Objects.requireNonNull(span, "span");
        negativeTtl = span("negative TTL", span);
        return this;
    }

    @Override
    public SharedCaches build() {
        return new Caches(new CacheConfiguration(capacity, longestTtl, negativeTtl));
    }

    private static Duration span(String what, Duration span) {
        require(
                !span.isNegative() && !span.isZero() && span.compareTo(LONGEST) <= 0,
                what + " must be more than zero and at most a year");
        return span;
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new InvalidRequestException(sentence);
        }
    }
}
