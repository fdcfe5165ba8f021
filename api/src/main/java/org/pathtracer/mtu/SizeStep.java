// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.mtu;

import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.probe.ProbeOutcome;

/**
 * What a path MTU search found out about one size.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface SizeStep {
    /** Returns the length of the IP packet in bytes, headers included. */
    int size();

    /** Returns what became of packets of this size. */
    SizeOutcome outcome();

    /** Returns the number of probes of this size that left this host. */
    int sent();

    /**
     * Returns the outcome of the probe that tells it: the answer, the router's report, the system's refusal, or
     * silence.
     */
    ProbeOutcome evidence();

    /** What becomes of packets of a size. */
    enum SizeOutcome {
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
