// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.picture;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pathtracer.Diagnosis;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.Place;
import org.pathtracer.diagnosis.PlaceSegment;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.FindingText;
import org.pathtracer.result.ProbabilityText;

/**
 * The path from this host to the target, hop below hop, with the faulty links and hops marked: by form and words, and
 * not by colour alone.
 *
 * @since 0.1.0
 */
public final class DiagnosisPicture {
    private static final int WIDTH = 380;
    private static final int STEP = 42;
    private static final int MARK = 24;
    private static final int LEFT = 24;
    private static final int TEXT = 46;
    private static final int ASIDE = 26;
    private static final int TOP = 18;
    private static final int SIZE = 6;
    private static final int BAD_SIZE = 9;

    private static final String STYLE = """
            <style>
            svg { --ink: #1d2733; --faint: #55626f; --way: #7b8794; --node: #0060a8; --bad: #b34700; --paper: #ffffff; }
            @media (prefers-color-scheme: dark) { svg { --ink: #e6eaee; --faint: #a9b4be; --way: #8a97a5; --node: #6db5f0; --bad: #ff9a4d; --paper: #14181d; } }
            .way { stroke: var(--way); stroke-width: 2; } .badway { stroke: var(--bad); stroke-width: 5; stroke-dasharray: 7 4; }
            .hop { fill: var(--node); } .silent { fill: var(--paper); stroke: var(--way); stroke-width: 2; } .badhop { fill: var(--bad); }
            text { font: 14px system-ui, sans-serif; } .name { fill: var(--ink); } .detail { font-size: 12px; fill: var(--faint); }
            .mark { font-weight: 600; fill: var(--bad); }
            </style>
            """;

    private final List<PathStop> stops;
    /** Of links and hosts, by the stop at whose lower end they are. */
    private final Map<Integer, List<Finding>> links = new LinkedHashMap<>();

    private final Map<Integer, List<Finding>> hosts = new LinkedHashMap<>();
    private final boolean[] badLinks;

    private DiagnosisPicture(Diagnosis diagnosis) {
        List<Finding> faults = diagnosis.findings().stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .toList();
        stops = new ArrayList<>(PathStop.of(diagnosis, faults));
        addServices(faults);
        badLinks = new boolean[stops.size() + 1];
        faults.forEach(this::mark);
    }

    public static String of(Diagnosis diagnosis) {
        return new DiagnosisPicture(diagnosis).draw("The path to " + diagnosis.target() + ". " + diagnosis.summary());
    }

    /** What is beside the path: name servers at its begin, the service at its end. */
    private void addServices(List<Finding> faults) {
        for (Finding fault : faults) {
            if (fault.place().segment() == PlaceSegment.RESOLVER) {
                String server = fault.place().address().map(AddressText::of).orElse("");
                int at = 1 + hosts.size();
                stops.add(at, new PathStop(server, "name server", Set.of(), true, true));
                host(at, fault);
            }
        }
        if (faults.stream().anyMatch(fault -> fault.place().segment() == PlaceSegment.SERVICE)) {
            stops.add(new PathStop("the service", "", Set.of(), false));
        }
    }

    private void mark(Finding fault) {
        Place place = fault.place();
        if (place.segment() == PlaceSegment.RESOLVER) {
            return;
        } else if (place.segment() == PlaceSegment.SERVICE) {
            host(stops.size() - 1, fault);
            return;
        } else if (place.segment() == PlaceSegment.HOST) {
            host(0, fault);
            return;
        }
        int at = stop(place.address());
        if (at >= 0) {
            host(at, fault);
            return;
        }
        int to = stop(place.to());
        int from = stop(place.from());
        if (to > 0) {
            link(from >= 0 && from < to ? from : to - 1, to, fault);
        } else if (from >= 0 && from + 1 < stops.size()) {
            link(from, from + 1, fault);
        } else if (place.segment() == PlaceSegment.LAN && stops.size() > 1) {
            link(0, 1, fault);
        }
    }

    private void host(int stop, Finding fault) {
        hosts.computeIfAbsent(stop, key -> new ArrayList<>()).add(fault);
    }

    private void link(int from, int to, Finding fault) {
        for (int i = from + 1; i <= to; i++) {
            badLinks[i] = true;
        }
        links.computeIfAbsent(from + 1, key -> new ArrayList<>()).add(fault);
    }

    private int stop(Optional<InetAddress> address) {
        for (int i = 0; address.isPresent() && i < stops.size(); i++) {
            if (stops.get(i).addresses().contains(address.get())) {
                return i;
            }
        }
        return -1;
    }

    private String draw(String title) {
        Svg svg = new Svg(WIDTH, height(), title);
        double y = TOP;
        for (int i = 0; i < stops.size(); i++) {
            if (i > 0) {
                double before = y;
                y += STEP
                        + MARK * (faults(links, i).size() + faults(hosts, i - 1).size());
                double start = stops.get(i - 1).aside() ? before : before + SIZE + 2;
                double end = stops.get(i).aside() ? y : y - SIZE - 2;
                svg.line(badLinks[i] ? "badway" : "way", LEFT, start, LEFT, end);
                marks(svg, TEXT, y - 20 - MARK * (faults(links, i).size() - 1), faults(links, i));
            }
            stop(svg, y, i);
        }
        String drawn = svg.toString();
        int behind = drawn.indexOf('\n') + 1;
        return drawn.substring(0, behind) + STYLE + drawn.substring(behind);
    }

    private int height() {
        int marks = 0;
        for (List<Finding> some : links.values()) {
            marks += some.size();
        }
        for (List<Finding> some : hosts.values()) {
            marks += some.size();
        }
        return TOP + stops.size() * STEP + marks * MARK;
    }

    private void stop(Svg svg, double y, int index) {
        PathStop stop = stops.get(index);
        int aside = stop.aside() ? ASIDE : 0;
        int x = LEFT + aside;
        if (stop.aside()) {
            svg.line("way", LEFT, y, x, y);
        }
        if (hosts.containsKey(index)) {
            svg.path(
                    "badhop",
                    List.of(
                            new double[] {x - BAD_SIZE, y},
                            new double[] {x, y - BAD_SIZE},
                            new double[] {x + BAD_SIZE, y},
                            new double[] {x, y + BAD_SIZE}));
        } else {
            svg.rectangle(stop.answers() ? "hop" : "silent", x - SIZE, y - SIZE, 2 * SIZE, 2 * SIZE);
        }
        svg.text("name", TEXT + aside, y + 5, stop.name());
        if (!stop.detail().isEmpty()) {
            svg.text("detail", TEXT + aside, y + 20, stop.detail());
        }
        marks(svg, TEXT + aside, y + 5 + (stop.detail().isEmpty() ? 20 : MARK + 10), faults(hosts, index));
    }

    private static List<Finding> faults(Map<Integer, List<Finding>> where, int stop) {
        return where.getOrDefault(stop, List.of());
    }

    private static void marks(Svg svg, int x, double top, List<Finding> faults) {
        double y = top;
        for (Finding fault : faults) {
            String what = FindingText.of(fault.kind());
            svg.text("mark", x, y, "\u25b2 %s (%s)".formatted(what, ProbabilityText.of(fault.probability())));
            y += MARK;
        }
    }
}
