// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.PingTarget;
import org.pathtracer.ping.Outage;
import org.pathtracer.probe.ProbeOutcome.SendFailed;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.statistics.DelayVariation;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.Window;
import org.pathtracer.statistics.WindowStatistics;

/**
 * What pings and monitors tell alike of a target, as members of a JSON object.
 *
 * @since 0.1.0
 */
public final class RttJson {
    private final JsonDocument json;

    public RttJson(JsonDocument json) {
        this.json = json;
    }

    public void target(PingTarget target) throws IOException {
        json.string("target", target.name());
        json.string("address", target.address().map(AddressText::of));
        if (target.failure().isPresent()) {
            json.string("error", target.failure().get().getMessage());
        }
    }

    public void sendFailures(Map<SendFailed, Long> failures) throws IOException {
        if (!failures.isEmpty()) {
            List<Map.Entry<SendFailed, Long>> sorted = failures.entrySet().stream()
                    .sorted(Comparator.comparing(entry -> entry.getKey().errorName()))
                    .toList();
            json.array("sendFailures", sorted, this::failure);
        }
    }

    private void failure(Map.Entry<SendFailed, Long> failure) throws IOException {
        json.object(() -> {
            json.string("error", failure.getKey().errorName());
            json.string("advice", failure.getKey().advice());
            json.number("count", failure.getValue());
        });
    }

    public void times(Statistics statistics) throws IOException {
        json.millis("min", statistics.min());
        json.millis("mean", statistics.mean());
        json.millis("median", statistics.median());
        json.millis("p90", statistics.p90());
        json.millis("p95", statistics.p95());
        json.millis("p99", statistics.p99());
        json.millis("max", statistics.max());
        json.millis("stddev", statistics.stddev());
        json.millis("populationStddev", statistics.populationStddev());
        json.millis("jitter", statistics.jitter());
        json.millis("meanAbsoluteDifference", statistics.meanAbsoluteDifference());
        Optional<DelayVariation> variation = statistics.delayVariation();
        if (variation.isPresent()) {
            variation(variation.get());
        }
    }

    /** The windows that lack some of all probes; those that are left out have all. Nothing if they are not known. */
    public void windows(Statistics life, WindowStatistics windows) throws IOException {
        // No streams: each line of a sweep comes here.
        Map<Window, Statistics> shorter = new EnumMap<>(Window.class);
        for (Window window : Window.values()) {
            Optional<Statistics> figures = windows.last(window);
            if (figures.isEmpty()) {
                return;
            }
            if (figures.get().sent() < life.sent()) {
                shorter.put(window, figures.get());
            }
        }
        json.array("windows", List.copyOf(shorter.entrySet()), one -> window(one.getKey(), one.getValue()));
    }

    private void window(Window window, Statistics statistics) throws IOException {
        json.object(() -> {
            json.number("seconds", window.length().toSeconds());
            json.number("sent", statistics.sent());
            json.number("received", statistics.received());
            json.ratio("lossRatio", statistics.loss());
            if (statistics.received() > 0) {
                json.object("rttMs", () -> times(statistics));
            }
        });
    }

    public void outage(Outage outage) throws IOException {
        json.object(() -> {
            json.number("firstSequence", outage.firstSequence());
            json.number("probes", outage.probes());
            json.millis("startMs", outage.start());
            json.millis("durationMs", outage.duration());
            json.bool("ended", outage.ended());
        });
    }

    private void variation(DelayVariation variation) throws IOException {
        json.millis("lowestIpdv", variation.lowestIpdv());
        json.millis("highestIpdv", variation.highestIpdv());
        json.millis("meanPdv", variation.meanPdv());
        json.millis("p99Pdv", variation.p99Pdv());
    }
}
