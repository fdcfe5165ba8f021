// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pathtracer.PingTarget;
import org.pathtracer.ping.Outage;
import org.pathtracer.probe.ProbeOutcome.SendFailed;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.statistics.DelayVariation;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.Window;

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

    /** The figures of the last minutes, as far as the series is that old. */
    public void windows(Function<Window, Optional<Statistics>> statistics) throws IOException {
        List<Window> known = Arrays.stream(Window.values())
                .filter(window -> statistics.apply(window).isPresent())
                .toList();
        if (!known.isEmpty()) {
            json.array(
                    "windows",
                    known,
                    window -> window(window, statistics.apply(window).orElseThrow()));
        }
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

    /** Times without an answer. */
    public void outages(List<Outage> outages, long leftOut) throws IOException {
        json.array("outages", outages, this::outage);
        json.positive("outagesLeftOut", leftOut);
    }

    void outage(Outage outage) throws IOException {
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
