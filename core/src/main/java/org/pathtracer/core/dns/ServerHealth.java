// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Remembers which servers did not answer, so that only the first query waits for a dead one. A server is asked last for
 * a while; then one query tries it first again, beside which the others still avoid it. On the loop's thread only.
 */
final class ServerHealth {
    static final long DEAD_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int MOST = 256;

    /** Until when each is avoided. */
    private final Map<Upstream, Long> dead = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Upstream, Long> eldest) {
            return size() > MOST;
        }
    };

    /** In this order, but those that are dead behind all others. */
    List<Upstream> order(List<Upstream> servers, long now) {
        if (dead.isEmpty() || servers.size() < 2) {
            return servers;
        }
        List<Upstream> alive = new ArrayList<>();
        List<Upstream> last = new ArrayList<>();
        for (Upstream server : servers) {
            Long until = dead.get(server);
            if (until != null && now < until) {
                last.add(server);
            } else {
                if (until != null && alive.isEmpty()) {
                    dead.put(server, now + DEAD_NANOS);
                }
                alive.add(server);
            }
        }
        alive.addAll(last);
        return alive;
    }

    /** Did not answer, or could not be reached. */
    void failed(Upstream server, long now) {
        dead.remove(server);
        dead.put(server, now + DEAD_NANOS);
    }

    /** Answered, whatever it said. */
    void answered(Upstream server) {
        dead.remove(server);
    }

    /** Another network may reach other servers. */
    void forget() {
        dead.clear();
    }
}
