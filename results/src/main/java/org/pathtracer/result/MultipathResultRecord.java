// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pathtracer.Limit;
import org.pathtracer.MultipathResult;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.EnrichmentReport;
import org.pathtracer.multipath.Diamond;
import org.pathtracer.multipath.LoadBalancer;
import org.pathtracer.multipath.MultipathAlgorithm;
import org.pathtracer.multipath.MultipathConfidence;
import org.pathtracer.multipath.MultipathEdge;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathLimit;
import org.pathtracer.multipath.MultipathPath;
import org.pathtracer.multipath.MultipathRouter;
import org.pathtracer.multipath.MultipathVertex;

/** The facts of a {@link MultipathResult}. */
public record MultipathResultRecord(
        String target,
        InetAddress address,
        RunRecord run,
        MultipathAlgorithm algorithm,
        MultipathConfidence confidence,
        boolean reached,
        boolean complete,
        List<Limit<MultipathLimit>> limits,
        MultipathGraph graph,
        List<LoadBalancer> loadBalancers,
        List<MultipathRouter> routers,
        EnrichmentReport enrichment)
        implements MultipathResult, RecordedRun {
    /** Copies the lists. */
    public MultipathResultRecord {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(confidence, "confidence");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(loadBalancers, "loadBalancers");
        Objects.requireNonNull(routers, "routers");
        Objects.requireNonNull(enrichment, "enrichment");
        limits = List.copyOf(limits);
        loadBalancers = List.copyOf(loadBalancers);
        routers = List.copyOf(routers);
    }

    /** The same with what is known of its addresses. */
    public static MultipathResult enriched(
            MultipathResult result, Map<InetAddress, AddressInfo> infos, EnrichmentReport report) {
        return new MultipathResultRecord(
                result.target(),
                result.address(),
                RunRecord.of(result),
                result.algorithm(),
                result.confidence(),
                result.reached(),
                result.complete(),
                result.limits(),
                MultipathGraphRecord.withInfo(result.graph(), infos),
                result.loadBalancers(),
                result.routers(),
                report);
    }

    @Override
    public List<MultipathVertex> vertices() {
        return graph.vertices();
    }

    @Override
    public List<MultipathEdge> edges() {
        return graph.edges();
    }

    @Override
    public List<Diamond> diamonds() {
        return graph.diamonds();
    }

    @Override
    public List<MultipathPath> paths() {
        return graph.paths();
    }

    @Override
    public String toString() {
        return "paths to %s: %s, %s, %s"
                .formatted(
                        Sentences.target(target, address),
                        Sentences.reached(reached, stopReason()),
                        graph,
                        Sentences.millis(duration()));
    }
}
