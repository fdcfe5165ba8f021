// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.enrich;

import java.util.Objects;

/**
 * An entry of the list of known networks that the user gave.
 *
 * @param kind what it is
 * @param name its name, as the list has it
 * @since 0.1.0
 */
public record NetworkLabel(Kind kind, String name) {
    /** Takes no null. */
    public NetworkLabel {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
    }

    /** Kinds of known networks. */
    public enum Kind {
        /** The peering network of an Internet exchange point. */
        IXP,
        /** A content delivery network. */
        CDN,
        /** A provider of computers for rent. */
        CLOUD
    }
}
