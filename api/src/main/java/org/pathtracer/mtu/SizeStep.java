// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.mtu;

import java.util.Objects;
import org.pathtracer.probe.ProbeOutcome;

/**
 * What a path MTU search found out about one size.
 *
 * @param size length of the IP packet in bytes, headers included
 * @param outcome what became of packets of this size
 * @param sent probes of this size that left this host
 * @param evidence the outcome of the probe that tells it: the answer, the router's report, the system's refusal, or
 *     silence
 * @since 0.1.0
 */
public record SizeStep(int size, SizeOutcome outcome, int sent, ProbeOutcome evidence) {
    /** Takes no null. */
    public SizeStep {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(evidence, "evidence");
    }

    /** What becomes of packets of a size. */
    public enum SizeOutcome {
        /** The target answered. */
        FITS,
        /** A router reported that it is too big, perhaps with what would fit. */
        TOO_BIG,
        /** This host's interface does not take it. */
        TOO_BIG_HERE,
        /** It was refused for another reason than its size. */
        REFUSED,
        /** Several times no answer, while smaller packets were answered. */
        LOST,
        /** No answer, but not often enough to be sure; another size has decided. */
        SILENT,
        /** It did not leave this host, for another reason than its size. */
        NOT_SENT
    }
}
