// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.Objects;

/**
 * Something that limits what a result can say: a kind for programs and a sentence for people.
 *
 * @param <K> the kinds that there are: {@link TransportLimit}, {@link org.pathtracer.multipath.MultipathLimit}
 * @param kind what it is
 * @param sentence the same for a reader; also what {@link #toString} returns
 * @since 0.1.0
 */
public record Limit<K extends Enum<K>>(K kind, String sentence) {
    /** Takes no null. */
    public Limit {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
    }

    @Override
    public String toString() {
        return sentence;
    }
}
