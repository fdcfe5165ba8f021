// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/**
 * The paths to a target.
 *
 * @param target as asked for
 * @param address the address that was probed
 * @param protocol what the probes were made of
 * @param transport which transport sent them, and why that one
 * @param started wall-clock time from which {@code duration} counts, a label only
 * @param duration from the first probe to the end, by the transport's clock
 * @param algorithm as asked for
 * @param confidence how sure it is that nothing was missed
 * @param reached whether the destination itself answered
 * @param stopReason why it ended
 * @param complete whether it ended by itself, with the confidence asked for everywhere
 * @param limits what limits the result, a sentence each: where it ended early and what is missing, silent routers, lost
 *     answers, changed routes, diamonds in which the algorithm was changed
 * @param probesSent probes that left this host
 * @param repliesReceived answers that were matched to a probe; duplicates not counted
 * @param graph vertices, edges and paths
 * @param loadBalancers routers that choose among several ways, in the order of their TTLs
 * @param routers addresses that are taken to be one router's, as far as that was asked for and seen
 * @param enrichment what was asked for of names and networks, and not found out
 * @param networkChanged whether {@link PathTracer#networkChanged} came while it ran: what was measured before and after
 *     may belong to different networks
 * @since 0.1.0
 */
public record MultipathResult(
        String target,
        InetAddress address,
        Protocol protocol,
        TransportChoice transport,
        Instant started,
        Duration duration,
        MultipathAlgorithm algorithm,
        MultipathConfidence confidence,
        boolean reached,
        StopReason stopReason,
        boolean complete,
        List<MultipathLimit> limits,
        int probesSent,
        int repliesReceived,
        MultipathGraph graph,
        List<LoadBalancer> loadBalancers,
        List<MultipathRouter> routers,
        EnrichmentReport enrichment,
        boolean networkChanged) {
    /** Copies the lists. */
    public MultipathResult {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(confidence, "confidence");
        Objects.requireNonNull(stopReason, "stopReason");
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
    public MultipathResult enriched(Map<InetAddress, AddressInfo> infos, EnrichmentReport report) {
        return new MultipathResult(
                target,
                address,
                protocol,
                transport,
                started,
                duration,
                algorithm,
                confidence,
                reached,
                stopReason,
                complete,
                limits,
                probesSent,
                repliesReceived,
                graph.withInfo(infos),
                loadBalancers,
                routers,
                report,
                networkChanged);
    }

    /** All vertices, in the order of their ids. */
    public List<MultipathVertex> vertices() {
        return graph.vertices();
    }

    /** All edges, in the order of their ends. */
    public List<MultipathEdge> edges() {
        return graph.edges();
    }

    /** The diamonds, in the order of their TTLs. */
    public List<Diamond> diamonds() {
        return graph.diamonds();
    }

    /** The paths that flows were seen to take. */
    public List<MultipathPath> paths() {
        return graph.paths();
    }
}
