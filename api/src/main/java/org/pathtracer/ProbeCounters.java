// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.Map;
import java.util.Objects;

/**
 * What a tracer has sent and received since it was made, over all operations and transports. Counted while probes come
 * and go, so that the figures of a busy tracer need not add up to the last one.
 *
 * @param sent probes that left this host
 * @param answered probes that were answered, late ones too
 * @param duplicates further answers to probes that had been answered
 * @param rejected what arrived and was taken for no answer, for each reason that occurred
 * @param inFlight probes now waiting for an answer or their timeout
 * @param lostHere packets that this host received and lost itself, since a socket's buffer was full; where the system
 *     tells it
 * @since 0.1.0
 */
public record ProbeCounters(
        long sent, long answered, long duplicates, Map<RejectionReason, Long> rejected, int inFlight, long lostHere) {
    /** Copies the map. */
    public ProbeCounters {
        Objects.requireNonNull(rejected, "rejected");
        rejected = Map.copyOf(rejected);
    }

    /** Of a host that lost nothing. */
    public ProbeCounters(long sent, long answered, long duplicates, Map<RejectionReason, Long> rejected, int inFlight) {
        this(sent, answered, duplicates, rejected, inFlight, 0);
    }

    /** What was rejected for this reason. */
    public long rejected(RejectionReason reason) {
        return rejected.getOrDefault(reason, 0L);
    }
}
