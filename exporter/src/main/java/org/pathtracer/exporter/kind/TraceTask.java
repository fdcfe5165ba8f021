// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.exporter.meters.Family;
import org.pathtracer.exporter.meters.Series;
import org.pathtracer.exporter.toml.Table;

/** Traces the path. */
final class TraceTask implements Task {
    private static final Family HOPS = Family.gauge("pathtracer_trace_hops", "Hops of the last trace");
    private static final Family CHANGES =
            Family.counter("pathtracer_trace_path_changes_total", "Traces in which a hop had another address");
    static final List<Family> FAMILIES = List.of(
            HOPS, CHANGES, HopSeries.SENT, HopSeries.ANSWERED, HopSeries.RTT, HopSeries.ADDRESS);
    /** The number of TTLs is what bounds the series of a target. */
    static final int MOST_HOPS = 64;

    private static final int MOST_QUERIES = 10;

    private final TraceRequest request;
    private final HopSeries hops = new HopSeries();

    private TraceTask(TraceRequest request) {
        this.request = request;
    }

    /** Reads the options of this kind. */
    static TaskMaker read(Table table) {
        ProbeWords words = new ProbeWords(table);
        Optional<Integer> first = table.number("first_hop", 1, MOST_HOPS);
        Optional<Integer> last = table.number("max_hops", 1, MOST_HOPS);
        Optional<Integer> queries = table.number("queries", 1, MOST_QUERIES);
        Optional<Duration> timeout = ProbeWords.timeout(table);
        return host -> {
            TraceRequest.Builder builder =
                    words.applyTo(TraceRequest.to(host)).enrichment(false).diagnoseLoss(false);
            first.ifPresent(builder::firstHop);
            last.ifPresent(builder::maxHops);
            queries.ifPresent(builder::queries);
            timeout.ifPresent(builder::timeout);
            return new TraceTask(builder.build());
        };
    }

    @Override
    public void declare(Series series) {
        series.declare(CHANGES);
    }

    @Override
    public Attempt start(PathTracer tracer) {
        return Attempt.of(tracer.start(request), Found::new);
    }

    private final class Found implements Finding {
        private final TraceResult result;

        Found(TraceResult result) {
            this.result = result;
        }

        @Override
        public boolean up() {
            return result.reached();
        }

        @Override
        public void record(Series series) {
            series.set(HOPS, result.hops().size());
            series.add(CHANGES, hops.record(result.hops(), result.reached(), series) ? 1 : 0);
        }
    }
}
