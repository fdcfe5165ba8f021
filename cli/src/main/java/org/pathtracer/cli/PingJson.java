// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.pathtracer.DelayVariation;
import org.pathtracer.Outage;
import org.pathtracer.PingEvent;
import org.pathtracer.PingReply;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.ProbeOutcome.SendFailed;
import org.pathtracer.Statistics;

/** A ping for programs; docs/schema/ping-1.json describes it. */
final class PingJson implements PingReport {
    private final Terminal terminal;
    private final JsonDocument json;
    private final ProbeJson probeJson;
    private final SweepProgress progress;

    PingJson(Terminal terminal, PingRequest request, boolean compact) {
        this.terminal = terminal;
        json = new JsonDocument(compact);
        probeJson = new ProbeJson(json);
        progress = new SweepProgress(terminal, request);
    }

    @Override
    public boolean onEvent(PingEvent event) {
        progress.onEvent(event);
        return true;
    }

    @Override
    public void onTick() {
        progress.show();
    }

    @Override
    public void onResult(PingResult result) {
        progress.erase();
        json.writeTo(terminal.out(), () -> members(result));
    }

    private void members(PingResult result) throws IOException {
        json.string("schema", "pathtracer/ping/1");
        json.name("protocol", result.protocol());
        json.string("transport", result.transport().name());
        json.string("transportReason", result.transport().reason());
        json.strings("transportLimits", result.transport().limits());
        json.string("started", result.started().toString());
        json.millis("durationMs", result.duration());
        json.name("stopReason", result.stopReason());
        if (result.targets().size() == 1) {
            series(result.targets().get(0));
        } else {
            json.number("sent", result.sent());
            json.number("received", result.received());
            json.array("targets", result.targets(), series -> json.object(() -> series(series)));
        }
    }

    private void series(PingSeries series) throws IOException {
        json.string("target", series.target().name());
        if (series.target().address().isPresent()) {
            json.string("address", AddressText.of(series.target().address().get()));
        }
        if (series.target().failure().isPresent()) {
            json.string("error", series.target().failure().get().getMessage());
        }
        json.number("sent", series.sent());
        json.number("received", series.received());
        json.ratio("lossRatio", series.statistics().lossRatio());
        counts(series.counts());
        if (!series.sendFailures().isEmpty()) {
            json.array("sendFailures", failures(series), this::failure);
        }
        if (series.received() > 0) {
            json.object("rttMs", () -> times(series.statistics()));
        }
        json.array("outages", series.outages(), this::outage);
        json.positive("outagesLeftOut", series.outagesLeftOut());
        json.array("replies", series.replies(), this::reply);
        json.positive("repliesLeftOut", series.repliesLeftOut());
    }

    private void counts(PingSeries.Counts counts) throws IOException {
        json.number("duplicates", counts.duplicates());
        json.number("late", counts.late());
        json.number("reordered", counts.reordered());
        json.number("unreachable", counts.unreachable());
        json.number("timeExceeded", counts.timeExceeded());
    }

    private static List<Map.Entry<SendFailed, Long>> failures(PingSeries series) {
        return series.sendFailures().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().errorName()))
                .toList();
    }

    private void failure(Map.Entry<SendFailed, Long> failure) throws IOException {
        json.object(() -> {
            json.string("error", failure.getKey().errorName());
            json.string("advice", failure.getKey().advice());
            json.number("count", failure.getValue());
        });
    }

    private void times(Statistics statistics) throws IOException {
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
        DelayVariation variation = statistics.delayVariation().orElseThrow();
        json.millis("lowestIpdv", variation.lowestIpdv());
        json.millis("highestIpdv", variation.highestIpdv());
        json.millis("meanPdv", variation.meanPdv());
        json.millis("p99Pdv", variation.p99Pdv());
    }

    private void outage(Outage outage) throws IOException {
        json.object(() -> {
            json.number("firstSequence", outage.firstSequence());
            json.number("probes", outage.probes());
            json.millis("startMs", outage.start());
            json.millis("durationMs", outage.duration());
            json.bool("ended", outage.ended());
        });
    }

    private void reply(PingReply reply) throws IOException {
        json.object(() -> {
            json.number("sequence", reply.sequence());
            probeJson.outcome(reply.answer());
            json.bool("reordered", reply.reordered());
        });
    }
}
