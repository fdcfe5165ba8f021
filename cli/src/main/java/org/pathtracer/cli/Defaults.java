// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.ListResourceBundle;
import org.pathtracer.AddressFamily;
import org.pathtracer.TraceRequest;
import org.pathtracer.enrich.EnrichmentOptions;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;

/** The library's defaults, for help texts to show: so they can't differ from what happens. */
final class Defaults extends ListResourceBundle {
    /** Only who asks for help waits for these. */
    static Help help(CommandSpec spec, Help.ColorScheme colours) {
        spec.resourceBundle(new Defaults());
        return new Help(spec, colours);
    }

    @Override
    protected Object[][] getContents() {
        TraceRequest trace = TraceRequest.to("localhost").build();
        return new Object[][] {
            {"default.firstHop", String.valueOf(trace.firstHop())},
            {"default.maxHops", String.valueOf(trace.maxHops())},
            {"default.queries", String.valueOf(trace.queries())},
            {"default.retries", String.valueOf(trace.retries())},
            {"default.gapLimit", String.valueOf(trace.gapLimit())},
            {"default.timeout", Milliseconds.exact(trace.timeout()) + "ms"},
            {"default.sameHopFactor", String.valueOf(trace.adaptiveTimeout().sameHopFactor())},
            {"default.nextHopFactor", String.valueOf(trace.adaptiveTimeout().nextHopFactor())},
            {"default.maxConcurrency", String.valueOf(trace.probe().maxConcurrency())},
            {"default.rateLimit", rateLimit(trace)},
            {"default.flow", String.valueOf(trace.probe().flow())},
            {"default.size", size(trace)},
            {"default.trafficClass", String.valueOf(trace.probe().trafficClass())},
            {"default.enrich", Milliseconds.exact(EnrichmentOptions.DEFAULT.deadline()) + "ms"},
            {"default.transport", trace.probe().transport()},
        };
    }

    private static String rateLimit(TraceRequest trace) {
        return "%d, after a burst of %d"
                .formatted(
                        trace.probe().rateLimit().packetsPerSecond(),
                        trace.probe().rateLimit().burst());
    }

    private static String size(TraceRequest trace) {
        return "%d, IPv6: %d"
                .formatted(
                        trace.probe().sizeFor(AddressFamily.IPV4), trace.probe().sizeFor(AddressFamily.IPV6));
    }
}
