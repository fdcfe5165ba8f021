// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.pathtracer.Limit;
import org.pathtracer.MultipathResult;
import org.pathtracer.multipath.LoadBalancer;
import org.pathtracer.multipath.MultipathAlgorithm;
import org.pathtracer.multipath.MultipathConfidence;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathLimit;
import org.pathtracer.multipath.MultipathRouter;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.result.LoadBalancerRecord;
import org.pathtracer.result.MultipathConfidenceRecord;
import org.pathtracer.result.MultipathEdgeRecord;
import org.pathtracer.result.MultipathGraphRecord;
import org.pathtracer.result.MultipathPathRecord;
import org.pathtracer.result.MultipathResultRecord;
import org.pathtracer.result.MultipathRouterRecord;
import org.pathtracer.result.MultipathVertexRecord;

/** Reads a multipath graph; docs/schema/multipath-1.json describes it. */
final class MultipathReader {
    private MultipathReader() {}

    static MultipathResult of(JsonObject json) {
        return new MultipathResultRecord(
                json.text("target"),
                json.address("address"),
                RunReader.run(json),
                json.name("algorithm", MultipathAlgorithm.class),
                confidence(json.object("confidence")),
                json.truth("reached"),
                json.truth("complete"),
                // Documents have the sentences only.
                json.texts("limits").stream()
                        .map(sentence -> new Limit<>(MultipathLimit.OTHER, sentence))
                        .toList(),
                graph(json),
                json.objects(
                        "loadBalancers",
                        one -> new LoadBalancerRecord(
                                one.optionalAddress("address"),
                                one.ttl("ttl"),
                                one.name("kind", LoadBalancer.Kind.class))),
                json.objects("routers", MultipathReader::router),
                InfoReader.report(json));
    }

    private static MultipathConfidence confidence(JsonObject json) {
        return new MultipathConfidenceRecord(
                json.number("perNode"),
                json.number("graph"),
                json.optionalDouble("leastShare").orElse(1));
    }

    private static MultipathGraph graph(JsonObject json) {
        List<MultipathVertex> vertices = json.objects("vertices", MultipathReader::vertex);
        return new MultipathGraphRecord(
                vertices,
                json.objects("edges", edge -> new MultipathEdgeRecord(edge.integer("from"), edge.integer("to"))),
                json.objects(
                        "paths",
                        path -> new MultipathPathRecord(
                                path.integers("vertices"), path.integers("flows"), path.optionalMillis("rttMs"))));
    }

    private static MultipathVertex vertex(JsonObject json) {
        long received = json.count("received");
        return new MultipathVertexRecord(
                json.integer("id"),
                json.ttl("ttl"),
                json.optionalAddress("address"),
                json.truth("destination"),
                FiguresReader.of(json, received, received),
                InfoReader.of(json));
    }

    private static MultipathRouter router(JsonObject json) {
        Set<MultipathRouter.Evidence> evidence = EnumSet.noneOf(MultipathRouter.Evidence.class);
        evidence.addAll(json.names("evidence", MultipathRouter.Evidence.class));
        return new MultipathRouterRecord(json.addresses("addresses"), evidence);
    }
}
