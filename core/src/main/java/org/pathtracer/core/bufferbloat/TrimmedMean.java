// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A mean without the slowest samples (draft-ietf-ippm-responsiveness-09 section 4.3, single-sided): of n samples the
 * {@code n * share} smallest, rounded up.
 */
final class TrimmedMean {
    private TrimmedMean() {}

    /** Empty without samples. */
    static OptionalDouble of(List<Double> samples, double share) {
        // Without the correction 0.95 * 20 would be a little more than 19.
        long kept = (long) Math.ceil(samples.size() * share * (1 - Math.ulp(1.0)));
        return samples.stream()
                .sorted()
                .limit(kept)
                .mapToDouble(Double::doubleValue)
                .average();
    }
}
