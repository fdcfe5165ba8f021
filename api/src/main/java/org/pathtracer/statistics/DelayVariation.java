// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Delay variation in the two forms of RFC 5481, applied to round-trip times.
 *
 * @param lowestIpdv lowest inter-packet delay variation (section 3.1): round-trip time of a probe minus that of the
 *     probe sent just before it, where both were answered, one after the other; usually negative
 * @param highestIpdv the highest; what lies between the two is the range of section 4.1
 * @param meanPdv mean packet delay variation (section 3.2): round-trip time minus the smallest of all
 * @param p99Pdv 99th percentile of the packet delay variation, as section 4.2 recommends a high one
 * @since 0.1.0
 */
public record DelayVariation(
        Optional<Duration> lowestIpdv, Optional<Duration> highestIpdv, Duration meanPdv, Duration p99Pdv) {
    /** Takes no null. */
    public DelayVariation {
        Objects.requireNonNull(lowestIpdv, "lowestIpdv");
        Objects.requireNonNull(highestIpdv, "highestIpdv");
        Objects.requireNonNull(meanPdv, "meanPdv");
        Objects.requireNonNull(p99Pdv, "p99Pdv");
    }
}
