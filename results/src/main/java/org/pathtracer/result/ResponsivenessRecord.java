// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.Objects;
import java.util.OptionalDouble;
import org.pathtracer.bufferbloat.Confidence;
import org.pathtracer.bufferbloat.Responsiveness;
import org.pathtracer.bufferbloat.ResponsivenessClass;

/** The facts of a {@link Responsiveness}. */
public record ResponsivenessRecord(
        OptionalDouble rpm, OptionalDouble foreign, OptionalDouble loaded, Confidence confidence)
        implements Responsiveness {
    /** Takes no null. */
    public ResponsivenessRecord {
        Objects.requireNonNull(rpm, "rpm");
        Objects.requireNonNull(foreign, "foreign");
        Objects.requireNonNull(loaded, "loaded");
        Objects.requireNonNull(confidence, "confidence");
    }

    /** Nothing was measured. */
    public static final Responsiveness UNKNOWN = new ResponsivenessRecord(
            OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Confidence.LOW);

    @Override
    public ResponsivenessClass responsivenessClass() {
        return ResponsivenessClass.of(rpm);
    }
}
