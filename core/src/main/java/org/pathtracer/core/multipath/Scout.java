// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.StopReason;

/** Flow 0 runs ahead of the others, to find where the path ends without probing far beyond it. */
final class Scout {
    static final int FLOW = 0;
    /** TTLs that it asks at first, and beyond silence, unless probes are to be saved. */
    private static final int AHEAD = 4;
    /**
     * TTLs that it is ahead of the last one that answered. The target answers each probe beyond it, and one that limits
     * its answers then has fewer for those that are needed.
     */
    private static final int NEAR = 2;

    private static final int LOOP_VISITS = 3;

    private final FlowTable table;
    private final int gapLimit;
    private final int ahead;
    private @Nullable StopReason end;

    Scout(FlowTable table, int gapLimit, boolean thrifty) {
        this.table = table;
        this.gapLimit = gapLimit;
        ahead = thrifty ? 1 : AHEAD;
    }

    /** Why nothing is looked for beyond what has answered; empty while it goes on. */
    Optional<StopReason> end() {
        return Optional.ofNullable(end);
    }

    void plan(Asker asker) {
        int answered = table.highestAnswered();
        int ttl = answered + 1;
        while (ttl <= table.last
                && table.hop(ttl).cell(FLOW) != TtlSearch.UNKNOWN
                && table.hop(ttl).cell(FLOW) != TtlSearch.ASKED) {
            ttl++;
        }
        // All between the last answer and here was in vain.
        int gap = ttl - 1 - answered;
        boolean silence = gapLimit > 0 && gap >= gapLimit;
        if (end == null) {
            end = looping(answered) ? StopReason.LOOP : silence ? StopReason.GAP_LIMIT : null;
        } else if (end == StopReason.GAP_LIMIT && !silence) {
            end = null;
        }
        if (end == null) {
            ask(ttl - 1, asker);
        }
    }

    private void ask(int resolved, Asker asker) {
        int near = resolved == table.highestAnswered() ? Math.min(NEAR, ahead) : ahead;
        // The target may be among the first.
        int front = Math.max(table.first - 1 + ahead, resolved < table.first - 1 + ahead ? 0 : resolved + near);
        if (gapLimit > 0) {
            front = Math.min(front, Math.max(resolved + 1, table.highestAnswered() + gapLimit));
        }
        for (int ttl = table.first; ttl <= Math.min(front, table.last); ttl++) {
            int cell = table.hop(ttl).cell(FLOW);
            if (cell == TtlSearch.ENDED
                    || cell >= 0 && table.hop(ttl).vertex(cell).terminal()) {
                return;
            } else if (cell == TtlSearch.UNKNOWN) {
                asker.ask(ttl, FLOW);
            }
        }
    }

    /** An address at three TTLs, no two of them adjacent: as a trace decides it. */
    private boolean looping(int answered) {
        Map<InetAddress, int[]> visits = new HashMap<>();
        for (int ttl = table.first; ttl <= answered; ttl++) {
            int cell = table.hop(ttl).cell(FLOW);
            InetAddress address = cell < 0 ? null : table.hop(ttl).vertex(cell).address;
            if (address != null) {
                int[] lastAndCount = visits.computeIfAbsent(address, a -> new int[] {Integer.MIN_VALUE, 0});
                lastAndCount[1] += ttl > lastAndCount[0] + 1 ? 1 : 0;
                lastAndCount[0] = ttl;
                if (lastAndCount[1] >= LOOP_VISITS) {
                    return true;
                }
            }
        }
        return false;
    }
}
