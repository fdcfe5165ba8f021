// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.page;

import java.util.Locale;
import org.pathtracer.Hop;
import org.pathtracer.TraceResult;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.trace.LossCause;

/** The hops of a path. */
final class HopList {
    private static final double NANOS_PER_MILLI = 1e6;

    private HopList() {}

    static String of(TraceResult trace) {
        StringBuilder list = new StringBuilder("<p class=\"note\">%s, %s</p>\n<ol class=\"hops\">\n"
                .formatted(PairTable.TIME.format(trace.started()), trace.reached() ? "reached" : "not reached"));
        for (Hop hop : trace.hops()) {
            list.append(
                    "<li><span class=\"ttl\">%d</span><span><b>%s</b> %s<span class=\"detail\">%s</span></span></li>\n"
                            .formatted(
                                    hop.ttl(),
                                    Html.text(hop.address().map(AddressText::of).orElse("no answer")),
                                    hop.statistics()
                                            .median()
                                            .map(rtt -> String.format(
                                                    Locale.ROOT, "%.3f ms", rtt.toNanos() / NANOS_PER_MILLI))
                                            .orElse(""),
                                    lost(hop)));
        }
        return list.append("</ol>\n").toString();
    }

    /** A router that answers few of the probes loses none of the packets that pass it. */
    private static String lost(Hop hop) {
        if (hop.sent() == hop.received()) {
            return "";
        }
        String words = "%d of %d unanswered".formatted(hop.sent() - hop.received(), hop.sent());
        boolean onThePath = hop.lossVerdict()
                .filter(verdict -> verdict.cause() == LossCause.PATH)
                .isPresent();
        return onThePath ? "<span class=\"loss\">" + words + "</span>" : words;
    }
}
