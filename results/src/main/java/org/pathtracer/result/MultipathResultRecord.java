// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.Limit;
import org.pathtracer.MultipathResult;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TransportChoice;
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
        Protocol protocol,
        TransportChoice transport,
        Instant started,
        Duration duration,
        MultipathAlgorithm algorithm,
        MultipathConfidence confidence,
        boolean reached,
        StopReason stopReason,
        boolean complete,
        List<Limit<MultipathLimit>> limits,
        long probesSent,
        long repliesReceived,
        MultipathGraph graph,
        List<LoadBalancer> loadBalancers,
        List<MultipathRouter> routers,
        EnrichmentReport enrichment,
        boolean networkChanged,
        Optional<InetAddress> source,
        Map<String, String> options)
        implements MultipathResult {
    /** Copies the lists. */
    public MultipathResultRecord {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(options, "options");
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
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

    /** Of which nothing else is known. */
    public MultipathResultRecord(
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
            List<Limit<MultipathLimit>> limits,
            long probesSent,
            long repliesReceived,
            MultipathGraph graph,
            List<LoadBalancer> loadBalancers,
            List<MultipathRouter> routers,
            EnrichmentReport enrichment,
            boolean networkChanged) {
        this(
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
                graph,
                loadBalancers,
                routers,
                enrichment,
                networkChanged,
                Optional.empty(),
                Map.of());
    }

    /** The same with what is known of its addresses. */
    public static MultipathResult enriched(
            MultipathResult result, Map<InetAddress, AddressInfo> infos, EnrichmentReport report) {
        return new MultipathResultRecord(
                result.target(),
                result.address(),
                result.protocol(),
                result.transport(),
                result.started(),
                result.duration(),
                result.algorithm(),
                result.confidence(),
                result.reached(),
                result.stopReason(),
                result.complete(),
                result.limits(),
                result.probesSent(),
                result.repliesReceived(),
                MultipathGraphRecord.withInfo(result.graph(), infos),
                result.loadBalancers(),
                result.routers(),
                report,
                result.networkChanged(),
                result.source(),
                result.options());
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
                        Sentences.reached(reached, stopReason),
                        graph,
                        Sentences.millis(duration));
    }
}
