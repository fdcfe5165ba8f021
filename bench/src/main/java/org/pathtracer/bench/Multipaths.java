// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pathtracer.MultipathEdge;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathTracer;
import org.pathtracer.Statistics;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/** Diamonds made of the kernel's equal-cost routes, at an RTT of 10 ms, beside scamper's {@code tracelb}. */
final class Multipaths implements Main.Comparison {
    private static final List<Integer> WIDTHS = List.of(2, 16);
    private static final int RUNS = 20;
    private static final int WARM_UPS = 20;
    private static final int SCAMPER_RUNS = 3;
    /** For each node, as scamper means it. */
    private static final double CONFIDENCE = 0.95;

    /** Width of the simplest diamond, for which probes are judged. */
    private static final int SIMPLEST = 2;

    private static final int MOST_ROUND_TRIPS = 8;
    private static final double LARGEST_SHARE = 0.1;

    /** What some discoveries of one diamond came to. */
    private static final class Runs {
        final Samples times = new Samples();
        final Samples probes = new Samples();
        /** How many found all edges. */
        int complete;

        void add(long nanos, int sent, Set<List<String>> edges, Set<List<String>> all) {
            times.add(nanos);
            probes.add(sent);
            complete += edges.equals(all) ? 1 : 0;
        }

        String text() {
            return "%d probes, %s, all edges in %d of %d runs"
                    .formatted(probes.median(), times.text(), complete, times.count());
        }
    }

    @Override
    public void run(Report report) throws Exception {
        for (int width : WIDTHS) {
            try (Lab lab =
                    Lab.chain(2).ecmp(1, width).delay(Duration.ofMillis(5)).open()) {
                compare(report, lab, "1-%d-1, RTT 10 ms".formatted(width));
            }
        }
    }

    private static void compare(Report report, Lab lab, String what) throws Exception {
        Runs ours = new Runs();
        Runs thrifty = new Runs();
        Samples roundTrips = new Samples();
        try (PathTracer tracer = PathTracer.create()) {
            for (int i = 0; i < WARM_UPS; i++) {
                discover(tracer, lab, false);
            }
            for (int i = 0; i < RUNS; i++) {
                MultipathResult alike = discover(tracer, lab, true);
                thrifty.add(alike.duration().toNanos(), alike.probesSent(), edges(alike), links(lab));
                MultipathResult result = discover(tracer, lab, false);
                Set<List<String>> edges = edges(result);
                if (!links(lab).containsAll(edges)) {
                    report.wrong(what + ": false edges among " + edges);
                }
                ours.add(result.duration().toNanos(), result.probesSent(), edges, links(lab));
                roundTrips.add(1000 * result.duration().toNanos() / pathRtt(result));
            }
        }
        double trips = roundTrips.median() / 1000.0;
        report.judged(
                what + ": round trips",
                ours.text(),
                "",
                "%.1f".formatted(trips),
                "<= " + MOST_ROUND_TRIPS,
                trips <= MOST_ROUND_TRIPS);
        if (Tracelb.peer(Traces.target(lab, Family.V4)).installed()) {
            beside(report, lab, what, ours, thrifty);
        }
    }

    private static void beside(Report report, Lab lab, String what, Runs ours, Runs thrifty) throws Exception {
        Runs scamper = new Runs();
        for (int i = 0; i < SCAMPER_RUNS; i++) {
            long began = System.nanoTime();
            Tracelb found = Tracelb.of(Traces.target(lab, Family.V4));
            scamper.add(System.nanoTime() - began, found.probes(), found.edges(), links(lab));
        }
        double time = ours.times.median() / (double) scamper.times.median();
        report.judged(
                what + ": time",
                ours.text(),
                "scamper " + scamper.text(),
                "%.4f".formatted(time),
                "<= " + LARGEST_SHARE,
                time <= LARGEST_SHARE);
        report.told(what + ": probes", ours.text(), "scamper " + scamper.text(), difference(ours, scamper));
        String alike = what + ": probes, thrifty";
        if (lab.hopChoices(Family.V4).stream().allMatch(hop -> hop.size() <= SIMPLEST)) {
            long more = thrifty.probes.median() - scamper.probes.median();
            report.judged(
                    alike,
                    thrifty.text(),
                    "scamper " + scamper.text(),
                    difference(thrifty, scamper),
                    "<= 0",
                    more <= 0);
        } else {
            report.told(alike, thrifty.text(), "scamper " + scamper.text(), difference(thrifty, scamper));
        }
    }

    private static String difference(Runs ours, Runs scamper) {
        return "difference " + (ours.probes.median() - scamper.probes.median());
    }

    private static MultipathResult discover(PathTracer tracer, Lab lab, boolean thrifty) {
        return tracer.discoverPaths(MultipathRequest.to(Traces.target(lab, Family.V4))
                .nodeConfidence(CONFIDENCE)
                .thrifty(thrifty)
                .rateLimit(0)
                .build());
    }

    private static long pathRtt(MultipathResult result) {
        return result.vertices().stream()
                .map(vertex -> vertex.statistics())
                .flatMap((Statistics statistics) -> statistics.min().stream())
                .mapToLong(Duration::toNanos)
                .max()
                .orElseThrow();
    }

    private static Set<List<String>> edges(MultipathResult result) {
        Set<List<String>> edges = new HashSet<>();
        for (MultipathEdge edge : result.edges()) {
            edges.add(List.of(address(result, edge.from()), address(result, edge.to())));
        }
        return edges;
    }

    private static String address(MultipathResult result, int id) {
        return result.vertices()
                .get(id)
                .address()
                .map(InetAddress::getHostAddress)
                .orElse("*");
    }

    private static Set<List<String>> links(Lab lab) {
        Set<List<String>> links = new HashSet<>();
        List<List<InetAddress>> hops = lab.hopChoices(Family.V4);
        for (int i = 1; i < hops.size(); i++) {
            for (InetAddress from : hops.get(i - 1)) {
                hops.get(i).forEach(to -> links.add(List.of(from.getHostAddress(), to.getHostAddress())));
            }
        }
        return links;
    }
}
