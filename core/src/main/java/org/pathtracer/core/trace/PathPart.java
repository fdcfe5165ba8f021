// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import java.util.function.Predicate;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;

/**
 * Which part of a path is traced, and with how much haste.
 *
 * @param firstHop its first TTL
 * @param lastHop its last TTL
 * @param ahead TTLs that may be under way ahead of the answers
 * @param beyondNanos longest round-trip time of hops behind this part; 0 if none is known
 * @param enough whether a hop needs no more queries, although some are left
 */
record PathPart(int firstHop, int lastHop, int ahead, long beyondNanos, Predicate<TtlProbes> enough) {
    /**
     * TTLs whose first query may be under way ahead of the answers. Most paths are shorter, and probes beyond the
     * target travel the whole of it; on a longer one the answers of the first hops release the rest within their own
     * short RTT.
     */
    private static final int AHEAD = 16;

    /** The same where all queries of a TTL leave together, as over UDP; see {@link TraceStrategy}. */
    private static final int AHEAD_TOGETHER = 6;

    /** All of it. */
    static PathPart whole(TraceRequest request) {
        int ahead = request.probe().protocol() == Protocol.UDP ? AHEAD_TOGETHER : AHEAD;
        return new PathPart(request.firstHop(), request.maxHops(), ahead, 0, hop -> false);
    }

    /** From a hop on, one TTL after the other. */
    static PathPart from(int firstHop, TraceRequest request, Predicate<TtlProbes> enough) {
        return new PathPart(firstHop, request.maxHops(), 1, 0, enough);
    }

    /** One hop, whose silence those behind it help to see. */
    static PathPart at(int ttl, long beyondNanos, Predicate<TtlProbes> enough) {
        return new PathPart(ttl, ttl, 1, beyondNanos, enough);
    }
}
