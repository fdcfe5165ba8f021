// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.NotPermittedException;
import org.pathtracer.PathTracer;
import org.pathtracer.lab.Command;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.multipath.MultipathEdge;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.tun.TunNetwork;

/**
 * Diamonds at an RTT of 10 ms, made of the kernel's equal-cost routes and simulated behind a TUN device, beside
 * scamper's {@code tracelb}.
 */
final class Multipaths implements Main.Comparison {
    private static final List<Integer> WIDTHS = List.of(2, 16);
    private static final int RUNS = 20;
    private static final int WARM_UPS = 20;
    /** scamper takes 2.7 s for the simplest diamond, 15 s for the other. */
    private static final int SCAMPER_RUNS = 3;

    private static final int SCAMPER_RUNS_SIMPLEST = 9;

    /** For each node, as scamper means it. */
    private static final double CONFIDENCE = 0.95;

    /** Width of the simplest diamond, for which probes are judged. */
    private static final int SIMPLEST = 2;

    private static final int MOST_ROUND_TRIPS = 8;
    private static final double LARGEST_SHARE = 0.1;
    private static final Duration DELAY = Duration.ofMillis(5);
    private static final String SERVER = "203.0.113.9";

    /**
     * A diamond to be found.
     *
     * @param links the addresses at the ends of each edge
     */
    private record Ground(String name, int width, String target, Set<List<String>> links) {}

    /** What some discoveries of one diamond came to. */
    private static final class Runs {
        final Samples times = new Samples();
        /** Of complete runs: a run that stops early, missing an edge, saves nothing. */
        final Samples probes = new Samples();

        void add(long nanos, int sent, boolean complete) {
            times.add(nanos);
            if (complete) {
                probes.add(sent);
            }
        }

        String text() {
            return "%s probes, %s, all edges in %d of %d runs"
                    .formatted(
                            probes.count() == 0 ? "?" : probes.median(), times.text(), probes.count(), times.count());
        }
    }

    @Override
    public void run(Report report) throws Exception {
        for (int width : WIDTHS) {
            try (Lab lab = Lab.chain(2).ecmp(1, width).delay(DELAY).open()) {
                String name = "1-%d-1, kernel, RTT 10 ms".formatted(width);
                compare(report, new Ground(name, width, Traces.target(lab, Family.V4), links(lab)));
            }
        }
        try {
            for (int width : WIDTHS) {
                simulated(report, width);
            }
        } catch (NotPermittedException e) {
            System.err.println("multipath over TUN is left out of the table: " + e.getMessage());
        }
    }

    /** From a host behind the one with the device: scamper writes to Ethernet, which a TUN device is not. */
    @SuppressWarnings("try") // the network is there, whether or not the variable is used
    private static void simulated(Report report, int width) throws Exception {
        TopologyBuilder builder = Topology.builder()
                .source("client")
                .router("r1", node -> node.address("10.1.0.1"))
                .destination("server", node -> node.address(SERVER))
                .link("client", "r1", link -> link.delay(DELAY));
        try (Lab lab = Lab.chain(0).open()) {
            String here = lab.client(Family.V4).getHostAddress();
            Set<List<String>> links = new HashSet<>(Set.of(List.of(here, "10.1.0.1")));
            for (int i = 1; i <= width; i++) {
                String address = "10.2.0." + i;
                builder.router("b" + i, node -> node.address(address))
                        .link("r1", "b" + i)
                        .link("b" + i, "server");
                links.add(List.of("10.1.0.1", address));
                links.add(List.of(address, SERVER));
            }
            Command.run("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv4.conf.all.rp_filter=0")
                    .expectSuccess();
            lab.exec(Lab.TARGET, "ip", "route", "replace", "default", "via", here)
                    .expectSuccess();
            try (TunNetwork network = TunNetwork.open(builder.build(), 1, "bench-tun")) {
                Ground ground = new Ground("1-%d-1, TUN, RTT 10 ms".formatted(width), width, SERVER, links);
                lab.in(Lab.TARGET, () -> {
                    compare(report, ground);
                    return ground;
                });
            }
        }
    }

    private static void compare(Report report, Ground ground) throws Exception {
        Runs ours = new Runs();
        Runs thrifty = new Runs();
        Samples roundTrips = new Samples();
        try (PathTracer tracer = PathTracer.create()) {
            for (int i = 0; i < WARM_UPS; i++) {
                discover(tracer, ground, false);
            }
            for (int i = 0; i < RUNS; i++) {
                add(report, ground, thrifty, discover(tracer, ground, true));
                MultipathResult result = discover(tracer, ground, false);
                add(report, ground, ours, result);
                roundTrips.add(1000 * result.duration().toNanos() / pathRtt(result));
            }
        }
        double trips = roundTrips.median() / 1000.0;
        report.judged(
                ground.name + ": round trips",
                ours.text(),
                "",
                "%.1f".formatted(trips),
                "<= " + MOST_ROUND_TRIPS,
                trips <= MOST_ROUND_TRIPS);
        if (Tracelb.peer(ground.target).installed()) {
            beside(report, ground, ours, thrifty);
        }
    }

    private static void add(Report report, Ground ground, Runs runs, MultipathResult result) {
        Set<List<String>> edges = edges(result);
        if (!ground.links.containsAll(edges)) {
            report.wrong(ground.name + ": false edges among " + edges);
        }
        runs.add(result.duration().toNanos(), (int) result.probesSent(), edges.equals(ground.links));
    }

    private static void beside(Report report, Ground ground, Runs ours, Runs thrifty) throws Exception {
        boolean simplest = ground.width == SIMPLEST;
        Runs scamper = new Runs();
        for (int i = 0; i < (simplest ? SCAMPER_RUNS_SIMPLEST : SCAMPER_RUNS); i++) {
            long began = System.nanoTime();
            Tracelb found = Tracelb.of(ground.target);
            scamper.add(System.nanoTime() - began, found.probes(), found.edges().equals(ground.links));
        }
        double time = ours.times.median() / (double) scamper.times.median();
        report.judged(
                ground.name + ": time",
                ours.text(),
                "scamper " + scamper.text(),
                "%.4f".formatted(time),
                "<= " + LARGEST_SHARE,
                time <= LARGEST_SHARE);
        if (scamper.probes.count() == 0) {
            System.err.println(ground.name + ": scamper never found all edges, so probes are not compared");
            return;
        }
        probes(report, ground.name + ": probes", ours, scamper, false);
        probes(report, ground.name + ": probes, thrifty", thrifty, scamper, simplest);
    }

    private static void probes(Report report, String what, Runs ours, Runs scamper, boolean judged) {
        long more = ours.probes.median() - scamper.probes.median();
        String difference = "difference " + more;
        if (judged) {
            report.judged(what, ours.text(), "scamper " + scamper.text(), difference, "<= 0", more <= 0);
        } else {
            report.told(what, ours.text(), "scamper " + scamper.text(), difference);
        }
    }

    private static MultipathResult discover(PathTracer tracer, Ground ground, boolean thrifty) {
        return tracer.discoverPaths(MultipathRequest.to(ground.target)
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
