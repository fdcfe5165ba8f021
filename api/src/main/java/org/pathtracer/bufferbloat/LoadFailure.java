// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.util.Objects;

/**
 * Why there was no load, or no more.
 *
 * @param kind what went wrong
 * @param detail a sentence for the reader
 * @since 0.1.0
 */
public record LoadFailure(Kind kind, String detail) {
    /** Takes no null. */
    public LoadFailure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }

    /** What can go wrong. */
    public enum Kind {
        /** No connection: refused, unreachable, or not answered in time. */
        CONNECTION,
        /** TLS failed; often a certificate that is not trusted. */
        TLS,
        /** The server speaks no HTTP/2, or breaks its rules. */
        PROTOCOL,
        /** A request was answered with an error. */
        STATUS,
        /** A request was answered with another place to ask; it is not followed. */
        REDIRECT,
        /** The server's document says not what it must. */
        DOCUMENT,
        /** The server's document is of a version that is not known here. */
        VERSION,
        /** The server no longer sent or took anything. */
        STALLED,
        /** The connections were closed or reset. */
        CLOSED
    }
}
