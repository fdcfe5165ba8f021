// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.Objects;

/**
 * Why a service did not do what it should.
 *
 * @param phase how far the check had come
 * @param reason what happened
 * @param detail the same in words
 * @since 0.1.0
 */
public record ServiceFailure(Phase phase, Reason reason, String detail) {
    /** Takes no null. */
    public ServiceFailure {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
    }

    /** The parts of a check, in their order. */
    public enum Phase {
        /** Finding the address. */
        NAME,
        /** Making the connection. */
        CONNECT,
        /** The TLS handshake. */
        TLS,
        /** From the question to the first byte of the answer. */
        ANSWER,
        /** The rest of the answer. */
        REST
    }

    /** What happened. */
    public enum Reason {
        /** The name has no address, or none of the family. */
        UNKNOWN_NAME,
        /** The port was refused: by a reset, or by an ICMP error for the port. */
        REFUSED,
        /** Nothing came until the deadline. */
        NO_ANSWER,
        /** There is no way: an ICMP error on the way, or none out of this host. */
        UNREACHABLE,
        /** What came can't be what was asked for, or the connection broke. */
        BROKEN
    }
}
