// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import org.pathtracer.Hop;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.trace.HeaderRewrite;
import org.pathtracer.trace.InferredHop;
import org.pathtracer.trace.LossVerdict;
import org.pathtracer.trace.Responder;

/**
 * A trace for programs; docs/schema/trace-1.json describes it.
 *
 * @since 0.1.0
 */
public final class TraceJson {
    private final RunFacts facts;
    private final JsonDocument json;
    private final ProbeJson probeJson;
    private final AddressJson addressJson;
    private final ExtensionJson extensionJson;

    private TraceJson(RunFacts facts, boolean compact) {
        this(facts, new JsonDocument(compact));
    }

    /** Writes parts into a document of another kind. */
    TraceJson(RunFacts facts, JsonDocument json) {
        this.facts = facts;
        this.json = json;
        probeJson = new ProbeJson(json);
        addressJson = new AddressJson(json);
        extensionJson = new ExtensionJson(json);
    }

    public static String of(TraceResult result, RunFacts facts, boolean compact) {
        TraceJson writer = new TraceJson(facts, compact);
        return writer.json.write(() -> writer.members(result));
    }

    private void members(TraceResult result) throws IOException {
        json.string("schema", "pathtracer/trace/1");
        json.string("target", result.target());
        json.string("address", AddressText.of(result.address()));
        json.transport(result.protocol(), result.transport());
        trace(result);
        addressJson.target(result.destination());
        addressJson.report(result.enrichment());
        facts.members(result, json);
    }

    /** What is of this trace alone, where it is one of several. */
    void trace(TraceResult result) throws IOException {
        json.string("started", result.started().toString());
        json.millis("durationMs", result.duration());
        json.bool("networkChanged", result.networkChanged());
        json.bool("reached", result.reached());
        json.name("stopReason", result.stopReason());
        json.number("probesSent", result.probesSent());
        json.number("repliesReceived", result.repliesReceived());
        json.number("asymmetry", result.asymmetry());
        json.array("headerRewrites", result.headerRewrites(), this::rewrite);
        json.array("hops", result.hops(), this::hop);
    }

    void hop(Hop hop) throws IOException {
        json.object(() -> {
            json.number("ttl", hop.ttl());
            json.number("sent", hop.sent());
            json.number("received", hop.received());
            json.ratio("lossRatio", hop.statistics().loss());
            addressJson.silent(hop);
            if (hop.lossVerdict().isPresent()) {
                LossVerdict verdict = hop.lossVerdict().get();
                json.object("lossVerdict", () -> lossVerdict(verdict));
            }
            if (hop.inferred().isPresent()) {
                InferredHop router = hop.inferred().get();
                json.object("inferred", () -> {
                    json.string("address", AddressText.of(router.address()));
                    json.number("traces", router.traces());
                });
            }
            json.number("asymmetry", hop.asymmetry());
            json.array("responders", hop.responders(), this::responder);
            json.array("probes", hop.probes(), this::probe);
        });
    }

    private void lossVerdict(LossVerdict verdict) throws IOException {
        json.name("cause", verdict.cause());
        json.ratio("probability", verdict.probability());
        json.ratio("path", verdict.path());
        json.ratio("rateLimited", verdict.rateLimited());
        json.ratio("pathChange", verdict.pathChange());
        json.number("probes", verdict.probes());
        json.number("lost", verdict.lost());
        if (verdict.wouldDecide().isPresent()) {
            json.name("wouldDecide", verdict.wouldDecide().get());
        }
    }

    private void responder(Responder responder) throws IOException {
        json.object(() -> {
            json.string("address", AddressText.of(responder.address()));
            addressJson.members(responder.info());
            json.object("rttMs", () -> times(responder.statistics()));
            json.number("replyTtl", responder.replyTtl());
            json.number("returnHops", responder.returnHops());
            if (!responder.mplsLabels().isEmpty()) {
                json.array("mplsLabels", responder.mplsLabels(), extensionJson::label);
            }
            if (!responder.extensions().isEmpty()) {
                json.array("extensions", responder.extensions(), extensionJson::object);
            }
        });
    }

    private void rewrite(HeaderRewrite rewrite) throws IOException {
        json.object(() -> {
            probeJson.change(rewrite.change());
            json.number("ttl", rewrite.ttl());
            json.string("address", AddressText.of(rewrite.address()));
            json.number("unchangedAt", rewrite.unchangedAt());
        });
    }

    private void times(Statistics statistics) throws IOException {
        json.millis("min", statistics.min());
        json.millis("mean", statistics.mean());
        json.millis("median", statistics.median());
        json.millis("max", statistics.max());
        json.millis("stddev", statistics.stddev());
        json.millis("jitter", statistics.jitter());
    }

    private void probe(ProbeResult probe) throws IOException {
        json.object(() -> probeJson.members(probe));
    }
}
