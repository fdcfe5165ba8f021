// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.ping.PingReply;

/**
 * A ping for programs; docs/schema/ping-1.json describes it.
 *
 * @since 0.1.0
 */
public final class PingJson {
    private final RunFacts facts;
    private final JsonDocument json;
    private final ProbeJson probeJson;
    private final RttJson rttJson;

    private PingJson(RunFacts facts, boolean compact) {
        this(facts, new JsonDocument(compact));
    }

    /** Writes parts into a document of another kind. */
    PingJson(RunFacts facts, JsonDocument json) {
        this.facts = facts;
        this.json = json;
        probeJson = new ProbeJson(json);
        rttJson = new RttJson(json);
    }

    public static String of(PingResult result, RunFacts facts, boolean compact) {
        PingJson writer = new PingJson(facts, compact);
        return writer.json.write(() -> writer.members(result));
    }

    /** The same as it is made, so that a million targets are no text in memory. */
    public static void write(PingResult result, RunFacts facts, boolean compact, Appendable out) throws IOException {
        PingJson writer = new PingJson(facts, new JsonDocument(compact, new AppendingWriter(out)));
        try {
            writer.json.write(() -> writer.members(result));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void members(PingResult result) throws IOException {
        json.string("schema", "pathtracer/ping/1");
        json.transport(result.protocol(), result.transport());
        json.string("started", result.started().toString());
        json.millis("durationMs", result.duration());
        json.bool("networkChanged", result.networkChanged());
        json.name("stopReason", result.stopReason());
        if (result.targets().size() == 1) {
            series(result.targets().get(0));
        } else if (result.targets().isEmpty()) {
            together(result);
        } else {
            json.number("sent", result.sent());
            json.number("received", result.received());
            json.array("targets", result.targets(), series -> json.object(() -> series(series)));
        }
        facts.members(result, json);
    }

    /** Of targets that are not listed. */
    private void together(PingResult result) throws IOException {
        json.number("targetCount", result.targetCount());
        json.number("targetsReached", result.targetsReached());
        json.number("targetsStreamed", result.targetsStreamed());
        json.number("sent", result.sent());
        json.number("received", result.received());
        json.ratio("lossRatio", result.statistics().loss());
        counts(result.counts());
        json.object("afterwards", () -> {
            json.number("duplicates", result.afterwards().duplicates());
            json.number("late", result.afterwards().late());
        });
        rttJson.sendFailures(result.sendFailures());
        if (result.received() > 0) {
            json.object("rttMs", () -> rttJson.times(result.statistics()));
        }
    }

    void series(PingSeries series) throws IOException {
        rttJson.target(series.target());
        json.number("sent", series.sent());
        json.number("received", series.received());
        json.ratio("lossRatio", series.statistics().loss());
        counts(series.counts());
        rttJson.sendFailures(series.sendFailures());
        if (series.received() > 0) {
            json.object("rttMs", () -> rttJson.times(series.statistics()));
        }
        rttJson.windows(series.statistics(), series.windows());
        json.array("outages", series.outages(), rttJson::outage);
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

    void reply(PingReply reply) throws IOException {
        json.object(() -> {
            json.number("sequence", reply.sequence());
            probeJson.outcome(reply.answer());
            json.bool("reordered", reply.reordered());
        });
    }
}
