// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.examples;

import java.nio.file.Path;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceResult;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.trace.Responder;

/** Names the networks on a path from a local file; no server learns an address. */
public final class OwnNetworks {
    private OwnNetworks() {}

    /** The file has lines such as {@code 192.0.2.0/24 ixp EXAMPLE-IX}. */
    static EnrichmentOptions from(Path file) {
        return EnrichmentOptions.builder().networkList(file).build();
    }

    /** A line for each hop that answered. */
    static String describe(TraceResult trace) {
        StringBuilder text = new StringBuilder();
        for (Hop hop : trace.hops()) {
            for (Responder responder : hop.responders()) {
                String network = responder
                        .info()
                        .label()
                        .map(label -> label.kind() + " " + label.name())
                        .orElse("not in the file");
                text.append(
                        "%d %s %s%n".formatted(hop.ttl(), responder.address().getHostAddress(), network));
            }
        }
        return text.toString();
    }

    /** Arguments: the target and the file. */
    public static void main(String[] arguments) {
        EnrichmentOptions options = from(Path.of(arguments[1]));
        try (PathTracer tracer = PathTracer.builder().enrichment(options).build()) {
            System.out.print(describe(tracer.trace(arguments[0])));
        }
    }
}
