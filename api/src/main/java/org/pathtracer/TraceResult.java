// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.EnrichmentReport;
import org.pathtracer.probe.HeaderField;
import org.pathtracer.trace.HeaderRewrite;

/**
 * The path to a target.
 *
 * @param target as asked for
 * @param address the address that was probed
 * @param protocol what the probes were made of
 * @param transport which transport sent them, and why that one
 * @param started wall-clock time from which {@code duration} counts, a label only
 * @param duration from the first probe to the end, by the transport's clock
 * @param reached whether the destination itself answered
 * @param stopReason why the trace ended
 * @param probesSent probes that left this host, also those beyond the last hop listed
 * @param repliesReceived answers that were matched to a probe, also to those beyond the last hop listed; duplicates not
 *     counted
 * @param hops in the order of their TTLs, silent ones too, from the first TTL to where the trace ended
 * @param destination who the target is, as far as that was asked for and found out
 * @param enrichment what was asked for of names and networks, and not found out
 * @param networkChanged whether {@link PathTracer#networkChanged} came while it ran: what was measured before and after
 *     may belong to different networks
 * @since 0.1.0
 */
public record TraceResult(
        String target,
        InetAddress address,
        Protocol protocol,
        TransportChoice transport,
        Instant started,
        Duration duration,
        boolean reached,
        StopReason stopReason,
        int probesSent,
        int repliesReceived,
        List<Hop> hops,
        AddressInfo destination,
        EnrichmentReport enrichment,
        boolean networkChanged) {
    /** Copies the list. */
    public TraceResult {
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

    /** A path without names and networks. */
    public TraceResult(
            String target,
            InetAddress address,
            Protocol protocol,
            TransportChoice transport,
            Instant started,
            Duration duration,
            boolean reached,
            StopReason stopReason,
            int probesSent,
            int repliesReceived,
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
                AddressInfo.NONE,
                EnrichmentReport.NONE,
                networkChanged);
    }

    /** The same path with names and networks. */
    public TraceResult enriched(List<Hop> with, AddressInfo end, EnrichmentReport report) {
        return new TraceResult(
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
                with,
                end,
                report,
                networkChanged);
    }

    /**
     * Header fields that are changed on the way, each with the first hop whose answer shows it, in the order of
     * {@link HeaderField}. Only as far as the transport sees quoted packets: raw sockets show all of it.
     */
    public List<HeaderRewrite> headerRewrites() {
        return HeaderRewrites.in(hops);
    }

    /** {@link Hop#asymmetry} of the last hop that answered: of the whole path, if it was reached. */
    public OptionalInt asymmetry() {
        OptionalInt last = OptionalInt.empty();
        for (Hop hop : hops) {
            last = hop.received() > 0 ? hop.asymmetry() : last;
        }
        return last;
    }

    /**
     * What differs from an earlier trace to the same address.
     *
     * @throws InvalidRequestException if the other trace probed another address
     */
    public TraceDifference differenceFrom(TraceResult earlier) {
        return TraceDifference.between(earlier, this);
    }
}
