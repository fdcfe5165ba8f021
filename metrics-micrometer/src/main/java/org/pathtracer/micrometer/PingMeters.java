// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The meters of one target of a ping, all of them from the beginning, so that a rate can be told from the first probe.
 */
final class PingMeters {
    /** What became of a probe; its name in lower case is the tag. */
    enum Outcome {
        ANSWERED,
        ERROR,
        LOST,
        LATE,
        DUPLICATE,
        NOT_SENT;

        private String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    final Timer rtt;
    final Counter outages;
    private final Map<Outcome, Counter> probes = new EnumMap<>(Outcome.class);

    PingMeters(Tags target, MeterRegistry registry) {
        rtt = Timer.builder("pathtracer.ping.rtt")
                .description("Round-trip time of the target's own answers")
                .serviceLevelObjectives(RttBuckets.all())
                .tags(target)
                .register(registry);
        outages = Counter.builder("pathtracer.ping.outages")
                .description("Outages that ended")
                .tags(target)
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            probes.put(
                    outcome,
                    Counter.builder("pathtracer.ping.probes")
                            .description("Probes by what became of them")
                            .tags(target.and("outcome", outcome.tag()))
                            .register(registry));
        }
    }

    void count(Outcome outcome) {
        count(outcome, 1);
    }

    void count(Outcome outcome, long times) {
        Counter counter = probes.get(outcome);
        if (counter != null) {
            counter.increment((double) times);
        }
    }
}
