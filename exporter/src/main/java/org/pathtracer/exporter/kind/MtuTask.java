// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PathTracer;
import org.pathtracer.exporter.meters.Family;
import org.pathtracer.exporter.meters.Series;
import org.pathtracer.exporter.toml.Table;
import org.pathtracer.mtu.LimitingHop;

/** Finds the path MTU. */
final class MtuTask implements Task {
    private static final Family BYTES =
            Family.gauge("pathtracer_mtu_bytes", "Largest packet that the target answered; absent if it answered none");
    private static final Family LIMITING_HOP =
            Family.gauge("pathtracer_mtu_limiting_hop", "TTL of the hop before the link that limits it, if known");
    static final List<Family> FAMILIES = List.of(BYTES, LIMITING_HOP);

    private static final int LARGEST = 65_535;

    private final PathMtuRequest request;

    private MtuTask(PathMtuRequest request) {
        this.request = request;
    }

    /** Reads the options of this kind. */
    static TaskMaker read(Table table) {
        ProbeWords words = new ProbeWords(table);
        Optional<Integer> least = table.number("min_size", 28, LARGEST);
        Optional<Integer> most = table.number("max_size", 28, LARGEST);
        Optional<Integer> queries = table.number("queries", 1, 10);
        Optional<Duration> timeout = ProbeWords.timeout(table);
        return host -> {
            PathMtuRequest.Builder builder = words.applyTo(PathMtuRequest.to(host));
            least.ifPresent(builder::minSize);
            most.ifPresent(builder::maxSize);
            queries.ifPresent(builder::queries);
            timeout.ifPresent(builder::timeout);
            return new MtuTask(builder.build());
        };
    }

    @Override
    public void declare(Series series) {
        // A size is not known before it is measured.
    }

    @Override
    public Attempt start(PathTracer tracer) {
        return Attempt.of(tracer.start(request), Found::new);
    }

    private record Found(PathMtuResult result) implements Finding {
        @Override
        public boolean up() {
            return result.reached();
        }

        @Override
        public void record(Series series) {
            if (result.pathMtu().isPresent()) {
                series.set(BYTES, result.pathMtu().orElseThrow());
            } else {
                series.remove(BYTES);
            }
            Optional<LimitingHop> hop =
                    result.limitingHop().filter(known -> known.ttl().isPresent());
            if (hop.isPresent()) {
                series.set(LIMITING_HOP, hop.orElseThrow().ttl().orElseThrow());
            } else {
                series.remove(LIMITING_HOP);
            }
        }
    }
}
