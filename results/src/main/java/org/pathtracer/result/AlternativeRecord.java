// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.Objects;
import org.pathtracer.diagnosis.Alternative;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.Place;

/** The facts of an {@link Alternative}. */
public record AlternativeRecord(FindingKind kind, Place place, double probability) implements Alternative {
    /** Takes no null. */
    public AlternativeRecord {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(place, "place");
    }
}
