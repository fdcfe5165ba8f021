// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.pair;

import java.util.List;
import java.util.OptionalDouble;
import org.pathtracer.Hop;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.TraceResult;
import org.pathtracer.fleet.FleetOutcome;
import org.pathtracer.statistics.Statistics;

/** Takes figures and paths out of outcomes. */
public final class PairRecorder {
    private static final double NANOS_PER_MILLI = 1e6;

    private final RecentPairs pairs;

    /** One that writes into these pairs. */
    public PairRecorder(RecentPairs pairs) {
        this.pairs = pairs;
    }

    /**
     * Takes what an outcome says; nothing if it is a failure.
     *
     * @param targets as they were asked for, since a result has the addresses that the vantage point found
     */
    public void record(List<String> targets, FleetOutcome<?> outcome) {
        if (outcome instanceof FleetOutcome.Completed<?> completed) {
            String from = outcome.vantagePoint().name();
            if (completed.result() instanceof PingResult ping) {
                ping(from, targets, ping);
            } else if (completed.result() instanceof TraceResult trace && targets.size() == 1) {
                trace(from, targets.get(0), trace);
            }
        }
    }

    private void ping(String from, List<String> targets, PingResult ping) {
        List<PingSeries> all = ping.targets();
        for (int i = 0; i < all.size() && all.size() == targets.size(); i++) {
            add(from, targets.get(i), ping.started(), all.get(i).statistics());
        }
    }

    private void trace(String from, String to, TraceResult trace) {
        pairs.add(from, to, trace);
        if (trace.reached() && !trace.hops().isEmpty() && !pairs.has(from, to)) {
            Hop last = trace.hops().get(trace.hops().size() - 1);
            add(from, to, trace.started(), last.statistics());
        }
    }

    private void add(String from, String to, java.time.Instant at, Statistics statistics) {
        OptionalDouble rtt = statistics
                .median()
                .map(span -> OptionalDouble.of(span.toNanos() / NANOS_PER_MILLI))
                .orElseGet(OptionalDouble::empty);
        pairs.add(new PairFigures(from, to, at, statistics.sent(), statistics.received(), rtt));
    }
}
