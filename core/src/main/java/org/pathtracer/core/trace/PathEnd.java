// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.pathtracer.StopReason;

/** Whether a path ends at its last hop. */
final class PathEnd {
    /** Visits to one address, with others in between, that make a loop. */
    private static final int LOOP_VISITS = 3;

    private final InetAddress destination;
    private final int gapLimit;

    PathEnd(InetAddress destination, int gapLimit) {
        this.destination = destination;
        this.gapLimit = gapLimit;
    }

    /** Whether an answer shows that nothing lies beyond this hop. */
    boolean endsAt(PathHop hop) {
        return hop.reached(destination) || hop.unreachable();
    }

    /**
     * Why the path ends after these hops.
     *
     * @param settled hops from the first on, all settled
     * @param silentBeyond whether no later hop has answered so far
     */
    Optional<StopReason> after(List<? extends PathHop> settled, boolean silentBeyond) {
        PathHop last = settled.get(settled.size() - 1);
        if (last.reached(destination)) {
            return Optional.of(StopReason.DESTINATION);
        } else if (last.unreachable()) {
            return Optional.of(StopReason.UNREACHABLE);
        } else if (loops(settled)) {
            return Optional.of(StopReason.LOOP);
        }
        return silentBeyond && silentAtEnd(settled) ? Optional.of(StopReason.GAP_LIMIT) : Optional.empty();
    }

    /**
     * An address that answers at three TTLs, no two of them adjacent, is passed again and again. Twice may be a route
     * that changed meanwhile; adjacent ones come from routers that forward a packet whose TTL has ended, and from
     * address translation.
     */
    private static boolean loops(List<? extends PathHop> settled) {
        Optional<InetAddress> address = settled.get(settled.size() - 1).address();
        int visits = 0;
        int lastVisit = Integer.MIN_VALUE;
        for (int i = 0; address.isPresent() && i < settled.size(); i++) {
            if (settled.get(i).address().equals(address)) {
                visits += i > lastVisit + 1 ? 1 : 0;
                lastVisit = i;
            }
        }
        return visits >= LOOP_VISITS;
    }

    private boolean silentAtEnd(List<? extends PathHop> settled) {
        if (gapLimit == 0 || settled.size() < gapLimit) {
            return false;
        }
        return settled.subList(settled.size() - gapLimit, settled.size()).stream()
                .noneMatch(PathHop::answered);
    }
}
