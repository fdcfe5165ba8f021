// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.atlas;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.PathTracerException;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.report.format.OptionValues;
import org.pathtracer.report.json.JsonDocument;
import org.pathtracer.report.text.Summary;

/**
 * A ping as results of type ping.
 *
 * @since 0.1.0
 */
public final class AtlasPing {
    private final JsonDocument json;

    private AtlasPing(JsonDocument json) {
        this.json = json;
    }

    /** Writes what is in the brackets of one element. */
    private interface Element {
        void write() throws IOException;
    }

    /** Returns a result, or an array of one for each target. */
    public static String of(PingResult ping, boolean compact) {
        JsonDocument json = new JsonDocument(compact);
        AtlasPing writer = new AtlasPing(json);
        List<PingSeries> targets = ping.targets();
        return targets.size() == 1
                ? json.write(() -> writer.result(ping, targets.get(0)))
                : json.writeArray(targets, series -> json.object(() -> writer.result(ping, series)));
    }

    private void result(PingResult ping, PingSeries series) throws IOException {
        AtlasHead head = new AtlasHead(json, ping);
        head.begin(series.target().name(), series.target().address());
        series(series);
        Optional<Duration> period = OptionValues.of(ping).span("period");
        if (period.isPresent()) {
            json.number("step", period.get().toSeconds());
        }
        head.end("ping", "Ping");
    }

    private void series(PingSeries series) throws IOException {
        List<PingReply> replies = new ArrayList<>(series.replies());
        replies.sort(Comparator.comparingLong(PingReply::sequence));
        OptionalInt ttl = replies.isEmpty()
                ? OptionalInt.empty()
                : replies.get(0).answer().reception().replyTtl();
        json.number("ttl", ttl);
        json.array("result", elements(series, replies, ttl), element -> json.object(element::write));
        json.number("dup", series.counts().duplicates());
        json.number("rcvd", series.received());
        json.number("sent", series.sent());
        if (series.received() > 0) {
            json.millis("min", series.statistics().min());
            json.millis("max", series.statistics().max());
            json.millis("avg", series.statistics().mean());
        } else {
            // As RIPE Atlas has it where there is no answer.
            json.number("min", -1);
            json.number("max", -1);
            json.number("avg", -1);
        }
    }

    /** In the order of the probes; what was not kept is left out. */
    private List<Element> elements(PingSeries series, List<PingReply> replies, OptionalInt ttl) {
        List<Element> elements = new ArrayList<>();
        Optional<PathTracerException> failure = series.target().failure();
        failure.ifPresent(why -> elements.add(() -> json.string("error", why.getMessage())));
        boolean all = series.repliesLeftOut() == 0;
        long next = 0;
        for (PingReply reply : replies) {
            for (; all && next < reply.sequence(); next++) {
                elements.add(() -> json.string("x", "*"));
            }
            next = Math.max(next, reply.sequence() + 1);
            elements.add(() -> reply(reply, ttl));
        }
        for (; all && next < series.sent(); next++) {
            elements.add(() -> json.string("x", "*"));
        }
        return elements;
    }

    private void reply(PingReply reply, OptionalInt ttl) throws IOException {
        if (reply.answer() instanceof ProbeOutcome.Unreachable unreachable) {
            json.string("error", Summary.words(unreachable));
        } else if (reply.answer() instanceof ProbeOutcome.TimeExceeded) {
            json.string("error", "time exceeded");
        } else {
            json.millis("rtt", reply.answer().reception().rtt());
            if (!reply.answer().reception().replyTtl().equals(ttl)) {
                json.number("ttl", reply.answer().reception().replyTtl());
            }
        }
    }
}
