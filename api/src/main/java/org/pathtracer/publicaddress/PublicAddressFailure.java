// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.publicaddress;

import java.util.Objects;

/**
 * Why a source did not tell this host's public address.
 *
 * @param source the source that was asked
 * @param kind what happened
 * @param sentence the same for a reader, without the source
 * @since 0.1.0
 */
public record PublicAddressFailure(PublicAddressSource source, Kind kind, String sentence) {
    /** Takes no null. */
    public PublicAddressFailure {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
    }

    /** Returns source and sentence. */
    @Override
    public String toString() {
        return source + ": " + sentence;
    }

    /**
     * What happened. Later versions may have more kinds.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** The source's name has no address, or none of the family. */
        UNKNOWN_NAME,
        /** The source could not be reached: its port is closed, or there is no way to it. */
        UNREACHABLE,
        /** The source did not answer in time. */
        NO_ANSWER,
        /** The source answered with an error, or with something that is no address. */
        NO_ADDRESS,
        /** The source told an address of the other family. */
        OTHER_FAMILY,
        /** The source told an address that no packet from outside reaches: it is inside the same network, or lies. */
        NOT_PUBLIC,
        /** Something else, which the sentence says. */
        OTHER
    }
}
