// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import org.pathtracer.MultipathResult;
import org.pathtracer.multipath.Diamond;
import org.pathtracer.multipath.LoadBalancer;
import org.pathtracer.multipath.MultipathEdge;
import org.pathtracer.multipath.MultipathPath;
import org.pathtracer.multipath.MultipathRouter;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.EnumText;

/**
 * A multipath graph for programs; docs/schema/multipath-1.json describes it.
 *
 * @since 0.1.0
 */
public final class MultipathJson {
    private final JsonDocument json;
    private final AddressJson who;

    private final RunFacts facts;

    private MultipathJson(RunFacts facts, boolean compact) {
        this.facts = facts;
        json = new JsonDocument(compact);
        who = new AddressJson(json);
    }

    public static String of(MultipathResult result, RunFacts facts, boolean compact) {
        MultipathJson writer = new MultipathJson(facts, compact);
        return writer.json.write(() -> writer.members(result));
    }

    private void members(MultipathResult result) throws IOException {
        json.string("schema", "pathtracer/multipath/1");
        json.string("target", result.target());
        json.string("address", AddressText.of(result.address()));
        json.transport(result.protocol(), result.transport());
        json.string("started", result.started().toString());
        json.object("confidence", () -> {
            json.ratio("perNode", result.confidence().perNode());
            json.ratio("graph", result.confidence().graph());
            json.ratio("leastShare", result.confidence().leastShare());
        });
        json.name("algorithm", result.algorithm());
        json.number("probesSent", result.probesSent());
        json.number("repliesReceived", result.repliesReceived());
        json.millis("durationMs", result.duration());
        json.bool("networkChanged", result.networkChanged());
        json.bool("reached", result.reached());
        json.name("stopReason", result.stopReason());
        json.bool("complete", result.complete());
        json.strings("limits", result.limits());
        json.string("fingerprint", result.graph().fingerprint());
        json.array("vertices", result.vertices(), this::vertex);
        json.array("edges", result.edges(), this::edge);
        json.array("diamonds", result.diamonds(), this::diamond);
        json.array("paths", result.paths(), this::path);
        json.array("loadBalancers", result.loadBalancers(), this::balancer);
        if (!result.routers().isEmpty()) {
            json.array("routers", result.routers(), this::router);
        }
        who.report(result.enrichment());
        facts.members(result, json);
    }

    private void vertex(MultipathVertex vertex) throws IOException {
        json.object(() -> {
            json.number("id", vertex.id());
            json.number("ttl", vertex.ttl());
            json.string("address", vertex.address().map(AddressText::of));
            who.members(vertex.info());
            json.bool("destination", vertex.destination());
            json.number("received", vertex.statistics().received());
            json.object("rttMs", () -> {
                json.millis("min", vertex.statistics().min());
                json.millis("median", vertex.statistics().median());
                json.millis("max", vertex.statistics().max());
            });
        });
    }

    private void edge(MultipathEdge edge) throws IOException {
        json.object(() -> {
            json.number("from", edge.from());
            json.number("to", edge.to());
        });
    }

    private void diamond(Diamond diamond) throws IOException {
        json.object(() -> {
            json.number("divergence", diamond.divergence());
            json.number("convergence", diamond.convergence());
            json.number("maxWidth", diamond.maxWidth());
            json.number("length", diamond.length());
            json.bool("meshed", diamond.meshed());
            json.bool("asymmetric", diamond.asymmetric());
        });
    }

    private void path(MultipathPath path) throws IOException {
        json.object(() -> {
            json.numbers("vertices", path.vertices());
            json.numbers("flows", path.flows());
            json.millis("rttMs", path.rtt());
        });
    }

    private void router(MultipathRouter router) throws IOException {
        json.object(() -> {
            json.strings(
                    "addresses",
                    router.addresses().stream().map(AddressText::of).toList());
            json.strings(
                    "evidence",
                    router.evidence().stream().sorted().map(EnumText::of).toList());
        });
    }

    private void balancer(LoadBalancer balancer) throws IOException {
        json.object(() -> {
            json.string("address", balancer.address().map(AddressText::of));
            json.number("ttl", balancer.ttl());
            json.name("kind", balancer.kind());
        });
    }
}
