// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.IOException;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;

/** A ping for programs; docs/schema/ping-1.json describes it. */
final class PingJson implements PingReport {
    private final Terminal terminal;
    private final JsonDocument json;
    private final ProbeJson probeJson;
    private final RttJson rttJson;
    private final SweepProgress progress;

    PingJson(Terminal terminal, PingRequest request, boolean compact) {
        this.terminal = terminal;
        json = new JsonDocument(compact);
        probeJson = new ProbeJson(json);
        rttJson = new RttJson(json);
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
        json.bool("networkChanged", result.networkChanged());
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
        rttJson.target(series.target());
        json.number("sent", series.sent());
        json.number("received", series.received());
        json.ratio("lossRatio", series.statistics().loss());
        counts(series.counts());
        rttJson.sendFailures(series.sendFailures());
        if (series.received() > 0) {
            json.object("rttMs", () -> rttJson.times(series.statistics()));
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
