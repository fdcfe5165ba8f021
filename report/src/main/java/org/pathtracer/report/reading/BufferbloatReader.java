// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.bufferbloat.BufferbloatPhase;
import org.pathtracer.bufferbloat.Confidence;
import org.pathtracer.bufferbloat.EvidenceGap;
import org.pathtracer.bufferbloat.Goodput;
import org.pathtracer.bufferbloat.GradingProfile;
import org.pathtracer.bufferbloat.HopLatency;
import org.pathtracer.bufferbloat.HttpLatency;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.bufferbloat.LoadInterval;
import org.pathtracer.bufferbloat.Responsiveness;
import org.pathtracer.enrich.Segment;
import org.pathtracer.result.BottleneckRecord;
import org.pathtracer.result.BufferbloatPhaseRecord;
import org.pathtracer.result.BufferbloatResultRecord;
import org.pathtracer.result.GoodputRecord;
import org.pathtracer.result.HopLatencyRecord;
import org.pathtracer.result.HttpLatencyRecord;
import org.pathtracer.result.LoadIntervalRecord;
import org.pathtracer.result.ResponsivenessRecord;
import org.pathtracer.statistics.Statistics;

/** Reads a bufferbloat test; docs/schema/bufferbloat-1.json describes it. Single samples are not in the document. */
final class BufferbloatReader {
    private BufferbloatReader() {}

    static BufferbloatResult of(JsonObject json) {
        List<BufferbloatPhase> phases = json.objects("phases", BufferbloatReader::phase);
        if (phases.isEmpty() || phases.get(0).direction().isPresent()) {
            throw json.damaged("phases", "the first is not the idle one");
        }
        return new BufferbloatResultRecord(
                JsonObject.made(json.place("target"), place -> URI.create(json.text("target"))),
                json.address("address"),
                RunReader.run(json, json.count("probesSent"), json.count("repliesReceived")),
                json.name("direction", LoadDirection.class),
                json.name("gradingProfile", GradingProfile.class),
                json.optionalObject("failure")
                        .map(failure ->
                                new LoadFailure(failure.name("kind", LoadFailure.Kind.class), failure.text("detail"))),
                phases,
                json.optionalObject("bottleneck")
                        .map(hop -> new BottleneckRecord(
                                hop.ttl("ttl"),
                                hop.optionalAddress("address"),
                                hop.name("segment", Segment.class),
                                hop.millis("increaseMs"),
                                hop.ttl("delayedFromTtl"))),
                List.of());
    }

    private static BufferbloatPhase phase(JsonObject json) {
        Optional<LoadDirection> direction = json.optionalName("direction", LoadDirection.class);
        return new BufferbloatPhaseRecord(
                direction,
                json.millis("startMs"),
                json.millis("durationMs"),
                latency(json, "latency"),
                latency(json, "rampUp"),
                latency(json, "rampDown"),
                requests(json.object("requests")),
                direction.isPresent() ? goodput(json, json.millis("loadMs")) : new GoodputRecord(0, 0, Duration.ZERO),
                responsiveness(json),
                json.objects("hops", BufferbloatReader::hop),
                json.objects("intervals", BufferbloatReader::interval),
                json.optionalName("gap", EvidenceGap.class));
    }

    /** None if there is no such object. */
    private static Statistics latency(JsonObject json, String name) {
        return json.optionalObject(name)
                .map(series -> FiguresReader.of(series, series.count("sent"), series.count("samples")))
                .orElseGet(() -> Statistics.of(0, List.<Duration>of()));
    }

    private static HttpLatency requests(JsonObject json) {
        return new HttpLatencyRecord(
                times(json, "tcpMs", "tcpHandshakes"),
                times(json, "tlsMs", "tlsHandshakes"),
                times(json, "httpMs", "onNewConnections"),
                times(json, "loadedHttpMs", "onLoadedConnections"),
                json.count("failed"));
    }

    private static Statistics times(JsonObject json, String name, String count) {
        long received = json.count(count);
        return FiguresReader.of(json, name, received, received);
    }

    /** A direction without load has no bytes there. */
    private static Goodput goodput(JsonObject json, Duration duration) {
        JsonObject bytes = json.object("bytes");
        return new GoodputRecord(bytes.count("down"), bytes.count("up"), duration);
    }

    private static Responsiveness responsiveness(JsonObject json) {
        return new ResponsivenessRecord(
                json.optionalDouble("rpm"),
                json.optionalDouble("rpmForeign"),
                json.optionalDouble("rpmLoaded"),
                json.optionalName("confidence", Confidence.class).orElse(Confidence.LOW));
    }

    private static HopLatency hop(JsonObject json) {
        return new HopLatencyRecord(
                json.ttl("ttl"),
                json.optionalAddress("address"),
                json.name("segment", Segment.class),
                latency(json, "idle"),
                latency(json, "loaded"));
    }

    private static LoadInterval interval(JsonObject json) {
        return new LoadIntervalRecord(
                json.millis("startMs"),
                goodput(json, json.millis("durationMs")),
                json.integer("connectionsDown"),
                json.integer("connectionsUp"),
                json.truth("saturated"),
                json.optionalDouble("rpm"));
    }
}
