// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.micrometer;

import java.time.Duration;
import java.util.stream.LongStream;

/** The upper bounds of the histograms of round-trip times: from a local network to a satellite link. */
final class RttBuckets {
    private static final long[] MILLIS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000};

    private RttBuckets() {}

    static Duration[] all() {
        return LongStream.of(MILLIS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
