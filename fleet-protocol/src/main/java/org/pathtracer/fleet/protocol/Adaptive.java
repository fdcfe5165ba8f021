// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import java.time.Duration;
import org.pathtracer.AdaptiveTimeout;

/** The rule that gives up silent probes as a message, and back. */
final class Adaptive {
    private Adaptive() {}

    static org.pathtracer.fleet.wire.AdaptiveTimeout of(AdaptiveTimeout rule) {
        return org.pathtracer.fleet.wire.AdaptiveTimeout.newBuilder()
                .setEnabled(rule.enabled())
                .setSameHopFactor(rule.sameHopFactor())
                .setNextHopFactor(rule.nextHopFactor())
                .setMarginNanos(rule.margin().toNanos())
                .build();
    }

    static AdaptiveTimeout of(org.pathtracer.fleet.wire.AdaptiveTimeout rule) {
        return new AdaptiveTimeout(
                rule.getEnabled(),
                rule.getSameHopFactor(),
                rule.getNextHopFactor(),
                Duration.ofNanos(rule.getMarginNanos()));
    }
}
