// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.Objects;

/**
 * Why this system does not trust the certificates of a server.
 *
 * @param kind what is wrong with them
 * @param sentence the same for a reader; also what {@link #toString} returns
 * @since 0.1.0
 */
public record TlsDistrust(Kind kind, String sentence) {
    /** Takes no null. */
    public TlsDistrust {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
    }

    @Override
    public String toString() {
        return sentence;
    }

    /**
     * What is wrong with certificates. Later versions may have more kinds.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** The server showed no certificate. */
        NO_CERTIFICATE,
        /** A certificate is not valid any more. */
        EXPIRED,
        /** A certificate is not valid yet. */
        NOT_YET_VALID,
        /** The certificates are trusted, but not for this name. */
        OTHER_NAME,
        /** No way leads from the certificates to an issuer that this system trusts. */
        UNKNOWN_ISSUER,
        /** Something else, which the sentence says. */
        OTHER
    }
}
