// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.exporter.meters.Family;
import org.pathtracer.exporter.meters.Series;
import org.pathtracer.exporter.toml.Table;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;

/** Pings a target a few times. */
final class PingTask implements Task {
    private static final Family SENT =
            Family.counter("pathtracer_ping_sent_total", "Probes that were answered or given up");
    private static final Family ANSWERED =
            Family.counter("pathtracer_ping_answered_total", "Probes that the target answered in time");
    private static final Family UNREACHABLE =
            Family.counter("pathtracer_ping_unreachable_total", "Probes that were reported undeliverable");
    private static final Family NOT_SENT =
            Family.counter("pathtracer_ping_not_sent_total", "Probes that could not leave this host");
    private static final Family DUPLICATES =
            Family.counter("pathtracer_ping_duplicates_total", "Further answers to answered probes");
    private static final Family RTT =
            Family.histogram("pathtracer_ping_rtt_seconds", "Round-trip time of the target's own answers in time");
    static final List<Family> FAMILIES = List.of(SENT, ANSWERED, UNREACHABLE, NOT_SENT, DUPLICATES, RTT);

    private static final int MOST_PROBES = 100;
    private static final int LARGEST = 65_535;
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final PingRequest request;

    private PingTask(PingRequest request) {
        this.request = request;
    }

    /** Reads the options of this kind. */
    static TaskMaker read(Table table) {
        ProbeWords words = new ProbeWords(table);
        int count = table.number("count", 1, MOST_PROBES).orElse(1);
        Optional<Integer> size = table.number("size", 28, LARGEST);
        boolean unfragmented = table.flag("dont_fragment").orElse(false);
        Optional<Duration> timeout = ProbeWords.timeout(table);
        return host -> {
            PingRequest.Builder builder = words.applyTo(PingRequest.to(host))
                    .count(count)
                    .period(BETWEEN)
                    .keptReplies(count);
            size.ifPresent(builder::size);
            timeout.ifPresent(builder::timeout);
            PingRequest request = builder.dontFragment(unfragmented).build();
            if (request.hostCount() != 1) {
                throw new IllegalArgumentException("it is a block of addresses: name each host");
            }
            return new PingTask(request);
        };
    }

    @Override
    public void declare(Series series) {
        FAMILIES.forEach(series::declare);
    }

    @Override
    public Attempt start(PathTracer tracer) {
        return Attempt.of(tracer.start(request), Found::new);
    }

    private record Found(PingResult result) implements Finding {
        @Override
        public boolean up() {
            return result.received() > 0;
        }

        @Override
        public void record(Series series) {
            series.add(SENT, result.sent());
            series.add(ANSWERED, result.received());
            series.add(UNREACHABLE, result.counts().unreachable());
            series.add(
                    NOT_SENT,
                    result.sendFailures().values().stream()
                            .mapToLong(Long::longValue)
                            .sum());
            series.add(DUPLICATES, result.counts().duplicates());
            for (PingReply reply : result.replies()) {
                ProbeOutcome.Answer answer = reply.answer();
                if (!answer.reception().late() && result.target().isAuthorOf(answer)) {
                    series.observe(RTT, answer.reception().rtt());
                }
            }
        }
    }
}
