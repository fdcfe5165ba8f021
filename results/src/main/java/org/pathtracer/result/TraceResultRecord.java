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
import java.util.OptionalInt;
import org.pathtracer.Hop;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TraceResult;
import org.pathtracer.TransportChoice;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.EnrichmentReport;
import org.pathtracer.trace.HeaderRewrite;

/** The facts of a {@link TraceResult}. */
public record TraceResultRecord(
        String target,
        InetAddress address,
        Protocol protocol,
        TransportChoice transport,
        Instant started,
        Duration duration,
        boolean reached,
        StopReason stopReason,
        long probesSent,
        long repliesReceived,
        List<Hop> hops,
        AddressInfo destination,
        EnrichmentReport enrichment,
        boolean networkChanged,
        Optional<InetAddress> source,
        Map<String, String> options)
        implements TraceResult {
    /** Copies the list. */
    public TraceResultRecord {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(options, "options");
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(stopReason, "stopReason");
        Objects.requireNonNull(hops, "hops");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(enrichment, "enrichment");
        hops = List.copyOf(hops);
    }

    /** Of which nothing else is known. */
    public TraceResultRecord(
            String target,
            InetAddress address,
            Protocol protocol,
            TransportChoice transport,
            Instant started,
            Duration duration,
            boolean reached,
            StopReason stopReason,
            long probesSent,
            long repliesReceived,
            List<Hop> hops,
            AddressInfo destination,
            EnrichmentReport enrichment,
            boolean networkChanged) {
        this(
                target,
                address,
                protocol,
                transport,
                started,
                duration,
                reached,
                stopReason,
                probesSent,
                repliesReceived,
                hops,
                destination,
                enrichment,
                networkChanged,
                Optional.empty(),
                Map.of());
    }

    /** A path without names and networks. */
    public TraceResultRecord(
            String target,
            InetAddress address,
            Protocol protocol,
            TransportChoice transport,
            Instant started,
            Duration duration,
            boolean reached,
            StopReason stopReason,
            long probesSent,
            long repliesReceived,
            List<Hop> hops,
            boolean networkChanged) {
        this(
                target,
                address,
                protocol,
                transport,
                started,
                duration,
                reached,
                stopReason,
                probesSent,
                repliesReceived,
                hops,
                AddressInfoRecord.NONE,
                EnrichmentReportRecord.NONE,
                networkChanged);
    }

    /** The same path with names and networks. */
    public static TraceResult enriched(TraceResult result, List<Hop> with, AddressInfo end, EnrichmentReport report) {
        return new TraceResultRecord(
                result.target(),
                result.address(),
                result.protocol(),
                result.transport(),
                result.started(),
                result.duration(),
                result.reached(),
                result.stopReason(),
                result.probesSent(),
                result.repliesReceived(),
                with,
                end,
                report,
                result.networkChanged(),
                result.source(),
                result.options());
    }

    @Override
    public List<HeaderRewrite> headerRewrites() {
        return HeaderRewrites.in(hops);
    }

    @Override
    public OptionalInt asymmetry() {
        OptionalInt last = OptionalInt.empty();
        for (Hop hop : hops) {
            last = hop.received() > 0 ? hop.asymmetry() : last;
        }
        return last;
    }

    @Override
    public String toString() {
        return "trace to %s: %s, %s, %s"
                .formatted(
                        Sentences.target(target, address), Sentences.reached(reached, stopReason),
                        Sentences.count(hops.size(), "hop"), Sentences.millis(duration));
    }
}
