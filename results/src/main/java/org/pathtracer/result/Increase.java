// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.Optional;
import org.pathtracer.statistics.Statistics;

/** Growth of latency. */
final class Increase {
    private Increase() {}

    static Optional<Duration> of(Statistics idle, Statistics loaded) {
        return idle.median().flatMap(before -> loaded.median().map(during -> during.minus(before)));
    }
}
