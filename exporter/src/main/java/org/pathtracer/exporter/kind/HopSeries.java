// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.Hop;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.exporter.meters.Family;
import org.pathtracer.exporter.meters.Series;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;

/**
 * The series of the hops of one target. The number is bounded by the number of TTLs: counters and histogram have the
 * TTL as label and no address; the address is a label of one series for each TTL, which goes when another comes. A hop
 * that was not on the path for a while has no series any more.
 */
final class HopSeries {
    static final Family SENT =
            Family.counter("pathtracer_hop_sent_total", "Probes that were answered or given up", "ttl");
    static final Family ANSWERED = Family.counter("pathtracer_hop_answered_total", "Probes that were answered", "ttl");
    static final Family RTT = Family.histogram("pathtracer_hop_rtt_seconds", "Round-trip time", "ttl");
    static final Family ADDRESS = Family.gauge(
            "pathtracer_hop_info", "1 for the address that answered first at this TTL in the last trace", "ttl", "address");
    /** Traces, after which a TTL that was in none of them is forgotten. */
    private static final int FORGOTTEN = 60;

    private final Map<Integer, Known> known = new HashMap<>();
    private long traces;

    /** What is known of one TTL. */
    private static final class Known {
        private Optional<InetAddress> address = Optional.empty();
        private long seen;
    }

    /**
     * Counts a trace.
     *
     * @param reached whether what is behind the last hop is known not to be there
     * @return whether a hop had another address than before; a silent one says nothing
     */
    boolean record(List<Hop> hops, boolean reached, Series series) {
        traces++;
        boolean changed = false;
        for (Hop hop : hops) {
            Known before = known.computeIfAbsent(hop.ttl(), ttl -> new Known());
            before.seen = traces;
            count(hop, series);
            changed |= address(hop, before, series);
        }
        forget(reached, series);
        return changed;
    }

    private static void count(Hop hop, Series series) {
        String ttl = Integer.toString(hop.ttl());
        series.declare(RTT, ttl);
        series.add(SENT, hop.sent(), ttl);
        series.add(ANSWERED, hop.received(), ttl);
        for (ProbeResult probe : hop.probes()) {
            if (probe.outcome() instanceof ProbeOutcome.Answer answer) {
                series.observe(RTT, answer.reception().rtt(), ttl);
            }
        }
    }

    private static boolean address(Hop hop, Known before, Series series) {
        Optional<InetAddress> now = hop.address();
        if (now.isEmpty() || now.equals(before.address)) {
            return false;
        }
        String ttl = Integer.toString(hop.ttl());
        Optional<InetAddress> old = before.address;
        old.ifPresent(address -> series.remove(ADDRESS, ttl, CanonicalAddress.of(address)));
        series.set(ADDRESS, 1, ttl, CanonicalAddress.of(now.orElseThrow()));
        before.address = now;
        return old.isPresent();
    }

    private void forget(boolean reached, Series series) {
        known.entrySet().removeIf(entry -> {
            String ttl = Integer.toString(entry.getKey());
            Known hop = entry.getValue();
            if (reached && hop.seen < traces) {
                // No hop has this TTL now, so it has no address.
                hop.address.ifPresent(address -> series.remove(ADDRESS, ttl, CanonicalAddress.of(address)));
                hop.address = Optional.empty();
            }
            if (traces - hop.seen < FORGOTTEN) {
                return false;
            }
            hop.address.ifPresent(address -> series.remove(ADDRESS, ttl, CanonicalAddress.of(address)));
            series.remove(SENT, ttl);
            series.remove(ANSWERED, ttl);
            series.remove(RTT, ttl);
            return true;
        });
    }
}
