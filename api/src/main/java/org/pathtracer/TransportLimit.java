// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.Objects;

/**
 * Something that a transport can't do or see.
 *
 * @param kind what it concerns
 * @param sentence the same for a reader; also what {@link #toString} returns
 * @since 0.1.0
 */
public record TransportLimit(Kind kind, String sentence) {
    /** Takes no null. */
    public TransportLimit {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
    }

    @Override
    public String toString() {
        return sentence;
    }

    /**
     * What a limit concerns. Later versions may have more kinds.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** Of the packet that a router quotes, the header, its length or its extensions are not shown. */
        QUOTED_PACKET,
        /** Of an answer, the header or the exact kind of an error is not shown. */
        ANSWER,
        /** A header field of probes, or the interface they leave by, can't be chosen freely. */
        PROBE_HEADER,
        /** Probes have no constant flow, or only one of a flow can be in flight at a time. */
        FLOW,
        /** Answers to several probes in flight can't always be told apart. */
        MATCHING,
        /** An answer is awaited for a shorter time than asked for. */
        TIMEOUT,
        /** Times are this process's own, not the kernel's. */
        TIMESTAMPS,
        /** That a probe did not leave this host shows as a timeout. */
        SEND_FAILURES,
        /** Packets that this host received and lost itself are not counted. */
        UNCOUNTED_LOSS,
        /** This host received packets and lost them itself while the operation ran. */
        LOST_HERE,
        /** Something else, which the sentence says. */
        OTHER
    }
}
