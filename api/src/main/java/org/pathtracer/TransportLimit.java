// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * What a transport can't do or see. Later versions may have more.
 *
 * @see Limit
 * @since 0.1.0
 */
public enum TransportLimit {
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
