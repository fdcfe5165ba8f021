// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.picture;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pathtracer.Diagnosis;
import org.pathtracer.Hop;
import org.pathtracer.TraceResult;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.EnumText;

/**
 * The path from this host to the target, hop below hop, with the faulty link or hop marked.
 *
 * @since 0.1.0
 */
public final class DiagnosisPicture {
    private static final int WIDTH = 360;
    private static final int STEP = 34;
    private static final int LEFT = 22;
    private static final int TEXT = 44;
    private static final int TOP = 20;

    private DiagnosisPicture() {}

    public static String of(Diagnosis diagnosis) {
        List<Stop> stops = stops(diagnosis);
        Svg svg = new Svg(
                WIDTH, TOP + stops.size() * STEP, "The path to " + diagnosis.target() + ". " + diagnosis.summary());
        Set<InetAddress> hosts = new LinkedHashSet<>();
        Set<InetAddress> linkEnds = new LinkedHashSet<>();
        Optional<Finding> worst = diagnosis.findings().stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .findFirst();
        worst.ifPresent(finding -> {
            finding.place().address().ifPresent(hosts::add);
            if (finding.place().address().isEmpty()) {
                finding.place().to().ifPresent(linkEnds::add);
            }
        });
        for (int i = 0; i < stops.size(); i++) {
            Stop stop = stops.get(i);
            double y = TOP + i * STEP;
            boolean badLink = stop.address().filter(linkEnds::contains).isPresent();
            boolean badHost = stop.address().filter(hosts::contains).isPresent();
            if (i > 0) {
                svg.line(badLink ? "bad" : "way", LEFT, y - STEP + 5, LEFT, y - 5);
            }
            svg.rectangle(badHost ? "badhop" : stop.answers() ? "hop" : "silent", LEFT - 5, y - 5, 10, 10);
            svg.text("name", TEXT, y + 4, stop.label());
            if (badLink || badHost) {
                svg.text(
                        "mark",
                        TEXT,
                        y + 17,
                        EnumText.of(worst.orElseThrow().kind()) + (badLink ? " on the link above" : " here"));
            }
        }
        return styled(svg.toString());
    }

    private record Stop(String label, Optional<InetAddress> address, boolean answers) {}

    private static List<Stop> stops(Diagnosis diagnosis) {
        List<Stop> stops = new ArrayList<>();
        stops.add(new Stop("this host", Optional.empty(), true));
        Optional<TraceResult> trace = diagnosis.results().stream()
                .filter(TraceResult.class::isInstance)
                .map(TraceResult.class::cast)
                .filter(one -> diagnosis.addresses().isEmpty()
                        || one.address().equals(diagnosis.addresses().get(0)))
                .findFirst();
        for (Hop hop : trace.map(TraceResult::hops).orElse(List.of())) {
            String label = hop.ttl() + "  "
                    + hop.address().map(AddressText::of).orElse("silent")
                    + hop.segment().map(segment -> "  " + EnumText.of(segment)).orElse("");
            stops.add(new Stop(label, hop.address(), hop.address().isPresent()));
        }
        if (trace.filter(TraceResult::reached).isEmpty()) {
            diagnosis.addresses().stream()
                    .limit(1)
                    .forEach(address ->
                            stops.add(new Stop("target " + AddressText.of(address), Optional.of(address), false)));
        }
        return stops;
    }

    private static String styled(String svg) {
        int behind = svg.indexOf('\n') + 1;
        return svg.substring(0, behind) + """
                <style>
                .way { stroke: #64748b; stroke-width: 2; } .bad { stroke: #c62828; stroke-width: 5; stroke-dasharray: 5 3; }
                .hop { fill: #2b6cb0; } .silent { fill: #fff; stroke: #94a3b8; stroke-width: 2; } .badhop { fill: #c62828; }
                .name { font: 13px system-ui, sans-serif; fill: #1d2733; } .mark { font: bold 12px system-ui, sans-serif; fill: #c62828; }
                </style>
                """ + svg.substring(behind);
    }
}
