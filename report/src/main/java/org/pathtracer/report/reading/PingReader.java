// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.util.List;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.ping.Outage;
import org.pathtracer.result.PingCountsRecord;
import org.pathtracer.result.PingResultRecord;
import org.pathtracer.result.PingSummaryRecord;
import org.pathtracer.result.PingTargetRecord;
import org.pathtracer.statistics.Statistics;

/** Reads a ping; docs/schema/ping-1.json describes it. */
final class PingReader {
    private PingReader() {}

    static PingResult of(JsonObject json) {
        return json.has("targetCount") ? summary(json) : listed(json);
    }

    /** Its targets are in documents of their own. */
    private static PingResult summary(JsonObject json) {
        long sent = json.count("sent");
        long received = json.count("received");
        JsonObject afterwards = json.object("afterwards");
        return new PingSummaryRecord(
                RunReader.run(json, sent, received),
                (int) json.count("targetCount"),
                (int) json.count("targetsReached"),
                (int) json.count("targetsStreamed"),
                FiguresReader.of(json, sent, received),
                counts(json),
                new PingCountsRecord(afterwards.count("duplicates"), afterwards.count("late"), 0, 0, 0),
                ProbeReader.failures(json));
    }

    private static PingResult listed(JsonObject json) {
        List<PingSeries> targets =
                json.has("targets") ? json.objects("targets", PingReader::series) : List.of(series(json));
        if (json.has("targets") && targets.size() < 2) {
            throw json.damaged("targets", "they are fewer than two");
        }
        long sent = targets.stream().mapToLong(PingSeries::sent).sum();
        long received = targets.stream()
                .mapToLong(series -> series.replies().size() + series.repliesLeftOut())
                .sum();
        return new PingResultRecord(RunReader.run(json, sent, received), targets);
    }

    static PingTarget target(JsonObject json) {
        String name = json.text("target");
        return json.has("error")
                ? PingTargetRecord.failed(name, new UnknownTargetException(json.text("error")))
                : PingTargetRecord.at(name, json.address("address"));
    }

    private static PingSeries series(JsonObject json) {
        Statistics statistics = FiguresReader.of(json, json.count("sent"), json.count("received"));
        return Results.pingSeries(
                target(json),
                statistics,
                FiguresReader.windows(json, statistics),
                counts(json),
                ProbeReader.failures(json),
                json.objects(
                        "replies",
                        reply -> Results.pingReply(
                                reply.count("sequence"), ProbeReader.answer(reply), reply.truth("reordered"))),
                json.count("repliesLeftOut"),
                json.objects("outages", PingReader::outage),
                json.count("outagesLeftOut"));
    }

    private static PingCountsRecord counts(JsonObject json) {
        return new PingCountsRecord(
                json.count("duplicates"),
                json.count("late"),
                json.count("reordered"),
                json.count("unreachable"),
                json.count("timeExceeded"));
    }

    static Outage outage(JsonObject json) {
        return new Outage(
                json.count("firstSequence"),
                json.count("probes"),
                json.millis("startMs"),
                json.millis("durationMs"),
                json.truth("ended"));
    }
}
