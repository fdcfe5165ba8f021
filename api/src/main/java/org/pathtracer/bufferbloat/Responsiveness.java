// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Responsiveness under load, in round trips per minute (draft-ietf-ippm-responsiveness-09): 60000 divided by
 * milliseconds, each a mean without the slowest samples. Not to be mixed up with 60 divided by a ping's seconds.
 *
 * @param rpm the mean of {@code foreign} and {@code loaded}; empty unless both were measured
 * @param foreign of new connections: from the mean of the times for TCP's handshake, TLS's and a request
 * @param loaded of requests on the connections that carry the load
 * @param confidence how far it can be trusted
 * @since 0.1.0
 */
public record Responsiveness(OptionalDouble rpm, OptionalDouble foreign, OptionalDouble loaded, Confidence confidence) {
    /** Takes no null. */
    public Responsiveness {
        Objects.requireNonNull(rpm, "rpm");
        Objects.requireNonNull(foreign, "foreign");
        Objects.requireNonNull(loaded, "loaded");
        Objects.requireNonNull(confidence, "confidence");
    }

    /** Nothing was measured. */
    public static final Responsiveness UNKNOWN =
            new Responsiveness(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Confidence.LOW);

    /** In words. */
    public ResponsivenessClass responsivenessClass() {
        return ResponsivenessClass.of(rpm);
    }
}
