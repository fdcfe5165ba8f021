// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.pathtracer.Hop;
import org.pathtracer.TraceResult;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.EnrichmentReport;
import org.pathtracer.trace.HeaderRewrite;

/** The facts of a {@link TraceResult}. */
public record TraceResultRecord(
        String target,
        InetAddress address,
        RunRecord run,
        boolean reached,
        List<Hop> hops,
        AddressInfo destination,
        EnrichmentReport enrichment)
        implements TraceResult, RecordedRun {
    /** Copies the list. */
    public TraceResultRecord {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(hops, "hops");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(enrichment, "enrichment");
        hops = List.copyOf(hops);
    }

    /** The same path with names and networks. */
    public static TraceResult enriched(TraceResult result, List<Hop> with, AddressInfo end, EnrichmentReport report) {
        return new TraceResultRecord(
                result.target(), result.address(), RunRecord.of(result), result.reached(), with, end, report);
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
                        Sentences.target(target, address), Sentences.reached(reached, stopReason()),
                        Sentences.count(hops.size(), "hop"), Sentences.millis(duration()));
    }
}
