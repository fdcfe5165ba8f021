// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import java.util.Optional;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.bufferbloat.Bottleneck;
import org.pathtracer.bufferbloat.BufferbloatPhase;
import org.pathtracer.bufferbloat.CallImpact;
import org.pathtracer.bufferbloat.Goodput;
import org.pathtracer.bufferbloat.HopLatency;
import org.pathtracer.bufferbloat.HttpLatency;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.bufferbloat.LoadInterval;
import org.pathtracer.bufferbloat.Responsiveness;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.statistics.Statistics;

/**
 * A bufferbloat test for programs; docs/schema/bufferbloat-1.json describes it.
 *
 * @since 0.1.0
 */
public final class BufferbloatJson {
    private final JsonDocument json;
    private final RunFacts facts;
    private final RttJson rttJson;

    private BufferbloatJson(RunFacts facts, boolean compact) {
        this(facts, new JsonDocument(compact));
    }

    /** Writes parts into a document of another kind. */
    BufferbloatJson(RunFacts facts, JsonDocument json) {
        this.facts = facts;
        this.json = json;
        rttJson = new RttJson(json);
    }

    public static String of(BufferbloatResult result, RunFacts facts, boolean compact) {
        BufferbloatJson writer = new BufferbloatJson(facts, compact);
        return writer.json.write(() -> writer.members(result));
    }

    private void members(BufferbloatResult result) throws IOException {
        json.string("schema", "pathtracer/bufferbloat/1");
        json.string("target", result.target());
        json.string("address", AddressText.of(result.address()));
        json.transport(result.protocol(), result.transport());
        json.name("direction", result.direction());
        json.string("started", result.started().toString());
        json.millis("durationMs", result.duration());
        json.bool("networkChanged", result.networkChanged());
        json.name("stopReason", result.stopReason());
        json.number("probesSent", result.probesSent());
        json.number("repliesReceived", result.repliesReceived());
        if (result.failure().isPresent()) {
            LoadFailure failure = result.failure().get();
            json.object("failure", () -> failure(failure));
        }
        json.object("idle", () -> latency(result.idle()));
        json.object("loaded", () -> latency(result.loaded()));
        json.millis("increaseMs", result.increase());
        json.string("grade", result.grade().label());
        if (result.gap().isPresent()) {
            json.name("notGraded", result.gap().get());
            json.string("notGradedReason", result.gap().get().description());
        }
        json.name("gradingProfile", result.gradingProfile());
        responsiveness(result.responsiveness());
        json.object("callImpact", () -> callImpact(result.callImpact()));
        if (!result.loadedPhases().isEmpty()) {
            json.object("goodputMbps", () -> directions(result.direction(), mbpsDown(result), mbpsUp(result)));
            json.object("bytes", () -> bytes(result.direction(), result.goodput()));
        }
        if (result.bottleneck().isPresent()) {
            Bottleneck bottleneck = result.bottleneck().get();
            json.object("bottleneck", () -> bottleneck(bottleneck));
        }
        json.array("phases", result.phases(), phase -> json.object(() -> phase(phase)));
        facts.members(result, json);
    }

    /** Of the phases that were loaded that way alone: another direction's time does not count. */
    public static double mbpsDown(BufferbloatResult result) {
        return of(result, LoadDirection.DOWN).mbpsDown();
    }

    public static double mbpsUp(BufferbloatResult result) {
        return of(result, LoadDirection.UP).mbpsUp();
    }

    private static Goodput of(BufferbloatResult result, LoadDirection direction) {
        return result.loadedPhases().stream()
                .filter(phase ->
                        phase.direction().filter(way -> way.includes(direction)).isPresent())
                .map(BufferbloatPhase::goodput)
                .reduce(Goodput::plus)
                .orElseGet(result::goodput);
    }

    void failure(LoadFailure failure) throws IOException {
        json.name("kind", failure.kind());
        json.string("detail", failure.detail());
    }

    private void latency(Statistics statistics) throws IOException {
        json.number("samples", statistics.received());
        json.number("sent", statistics.sent());
        json.ratio("lossRatio", statistics.loss());
        times("rttMs", statistics);
    }

    private void times(String name, Statistics statistics) throws IOException {
        if (statistics.received() > 0) {
            json.object(name, () -> rttJson.times(statistics));
        }
    }

    private void responsiveness(Responsiveness value) throws IOException {
        json.number("rpm", value.rpm());
        json.number("rpmForeign", value.foreign());
        json.number("rpmLoaded", value.loaded());
        json.name("responsiveness", value.responsivenessClass());
        json.name("confidence", value.confidence());
    }

    private void callImpact(CallImpact impact) throws IOException {
        json.name("verdict", impact.verdict());
        json.ratio("idleMos", impact.idle());
        json.ratio("loadedMos", impact.loaded());
    }

    private void directions(LoadDirection direction, double down, double up) throws IOException {
        if (direction.includes(LoadDirection.DOWN)) {
            json.ratio("down", down);
        }
        if (direction.includes(LoadDirection.UP)) {
            json.ratio("up", up);
        }
    }

    private void bytes(LoadDirection direction, Goodput goodput) throws IOException {
        if (direction.includes(LoadDirection.DOWN)) {
            json.number("down", goodput.bytesDown());
        }
        if (direction.includes(LoadDirection.UP)) {
            json.number("up", goodput.bytesUp());
        }
    }

    private void bottleneck(Bottleneck bottleneck) throws IOException {
        json.number("ttl", bottleneck.ttl());
        json.string("address", bottleneck.address().map(AddressText::of));
        json.name("segment", bottleneck.segment());
        json.millis("increaseMs", bottleneck.increase());
        json.number("delayedFromTtl", bottleneck.delayedFrom());
    }

    private void phase(BufferbloatPhase phase) throws IOException {
        json.string("phase", phase.direction().isPresent() ? "loaded" : "idle");
        Optional<LoadDirection> direction = phase.direction();
        if (direction.isPresent()) {
            json.name("direction", direction.get());
        }
        json.millis("startMs", phase.start());
        json.millis("durationMs", phase.duration());
        json.object("latency", () -> latency(phase.latency()));
        json.object("requests", () -> requests(phase.http()));
        if (direction.isPresent()) {
            json.object("rampUp", () -> latency(phase.rampUp()));
            json.object("rampDown", () -> latency(phase.rampDown()));
            Goodput goodput = phase.goodput();
            json.object("goodputMbps", () -> directions(direction.get(), goodput.mbpsDown(), goodput.mbpsUp()));
            json.object("bytes", () -> bytes(direction.get(), goodput));
            json.millis("loadMs", goodput.duration());
            if (phase.gap().isPresent()) {
                json.name("gap", phase.gap().get());
            }
            responsiveness(phase.responsiveness());
            json.array("hops", phase.hops(), hop -> json.object(() -> hop(hop)));
            json.array("intervals", phase.intervals(), step -> json.object(() -> interval(direction.get(), step)));
        }
    }

    private void requests(HttpLatency http) throws IOException {
        times("tcpMs", http.tcp());
        times("tlsMs", http.tls());
        times("httpMs", http.http());
        times("loadedHttpMs", http.loaded());
        json.number("tcpHandshakes", http.tcp().received());
        json.number("tlsHandshakes", http.tls().received());
        json.number("onNewConnections", http.http().received());
        json.number("onLoadedConnections", http.loaded().received());
        json.number("failed", http.failed());
    }

    private void hop(HopLatency hop) throws IOException {
        json.number("ttl", hop.ttl());
        json.string("address", hop.address().map(AddressText::of));
        json.name("segment", hop.segment());
        json.object("idle", () -> latency(hop.idle()));
        json.object("loaded", () -> latency(hop.loaded()));
        json.millis("increaseMs", hop.increase());
    }

    void interval(LoadDirection direction, LoadInterval interval) throws IOException {
        json.millis("startMs", interval.start());
        json.millis("durationMs", interval.goodput().duration());
        json.object(
                "goodputMbps",
                () -> directions(
                        direction,
                        interval.goodput().mbpsDown(),
                        interval.goodput().mbpsUp()));
        json.object("bytes", () -> bytes(direction, interval.goodput()));
        json.number("connectionsDown", interval.connectionsDown());
        json.number("connectionsUp", interval.connectionsUp());
        json.bool("saturated", interval.saturated());
        json.number("rpm", interval.rpm());
    }
}
