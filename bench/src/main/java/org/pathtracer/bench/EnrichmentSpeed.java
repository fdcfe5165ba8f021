// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.AddressFamily;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;

/**
 * What names and networks cost: with a name server that takes 50 ms, with one that is dead, with all known, and whether
 * they slow the probing down. Hops of which only names are asked for have private addresses, whose names are asked of a
 * server inside.
 */
final class EnrichmentSpeed implements Main.Comparison {
    private static final int HOPS = 15;
    private static final String PRIVATE = "10.0.0.";
    private static final String PUBLIC = "5.0.0.";
    private static final int TURNS = 40;
    private static final int KNOWN_TRACES = 5_000;
    private static final int PAIRS = 1500;
    /** What the rest of a busy machine disturbs least. */
    private static final double UNDISTURBED = 0.1;

    private static final Duration ANSWER = Duration.ofMillis(50);
    private static final Duration DEADLINE = Duration.ofMillis(500);
    private static final long WAIT_BOUND_NANOS = 120_000_000;
    private static final long DEAD_MARGIN_NANOS = 50_000_000;
    private static final double RATE_BOUND = 0.95;

    @Override
    public void run(Report report) throws Exception {
        try (SlowNameServer server = new SlowNameServer(ANSWER)) {
            firstTime(report, "names", false, server);
            firstTime(report, "names, networks and their names", true, server);
            known(report, server);
            probing(report, server);
        }
        dead(report);
    }

    private static PathTracer simulated(InetSocketAddress server, boolean networks) {
        return PathTracer.builder()
                .transport(SimulatedNetwork.of(chain(networks ? PUBLIC : PRIVATE), 1))
                .enrichment(options(server, networks))
                .build();
    }

    private static Topology chain(String addresses) {
        TopologyBuilder builder = Topology.builder().source("source");
        List<String> path = new ArrayList<>(List.of("source"));
        for (int i = 1; i <= HOPS; i++) {
            String address = addresses + i;
            String name = "n" + i;
            if (i < HOPS) {
                builder.router(name, node -> node.address(address));
            } else {
                builder.destination(name, node -> node.address(address));
            }
            path.add(name);
        }
        return builder.path(path, link -> link.delay(Duration.ofMillis(3))).build();
    }

    private static EnrichmentOptions options(InetSocketAddress server, boolean networks) {
        return EnrichmentOptions.builder()
                .dnsServers(List.of(server))
                .localNames(!networks)
                .asnByDns(networks)
                .deadline(DEADLINE)
                .build();
    }

    private static TraceRequest request(String addresses) {
        return TraceRequest.to(addresses + HOPS)
                .family(AddressFamily.IPV4)
                .queries(1)
                .rateLimit(0)
                .build();
    }

    private static long known(TraceResult result, boolean networks) {
        return result.hops().stream()
                .filter(hop -> hop.responders().stream()
                        .anyMatch(responder -> responder.hostname().isPresent()
                                && responder.asName().isPresent() == networks))
                .count();
    }

    /** The first turns are for the compiler. */
    private static void firstTime(Report report, String what, boolean networks, SlowNameServer server)
            throws Exception {
        ask(report, what, networks, server);
        long before = CpuTime.ofThisProcess();
        Samples waited = ask(report, what, networks, server);
        long cpu = (CpuTime.ofThisProcess() - before) / TURNS;
        report.judged(
                what + " of 15 hops by a name server that takes 50 ms: wait behind the bare trace",
                waited.text(),
                "",
                Samples.millis(cpu) + " ms of processor time each, tracer and name server",
                "<= 120 ms",
                waited.median() <= WAIT_BOUND_NANOS);
    }

    /** Each time with a new tracer, which knows nothing. */
    private static Samples ask(Report report, String what, boolean networks, SlowNameServer server) {
        Samples waited = new Samples();
        for (int i = 0; i < TURNS; i++) {
            try (PathTracer tracer = simulated(server.address(), networks)) {
                TraceResult result = tracer.trace(request(networks ? PUBLIC : PRIVATE));
                waited.add(result.enrichment().waited().toNanos());
                if (known(result, networks) != HOPS) {
                    report.wrong("%s of %d of %d hops".formatted(what, known(result, networks), HOPS));
                }
            }
        }
        return waited;
    }

    /** The first half is for the compiler. */
    private static void known(Report report, SlowNameServer server) throws Exception {
        try (PathTracer tracer = simulated(server.address(), false)) {
            tracer.trace(request(PRIVATE));
            Samples waited = new Samples();
            for (int i = 0; i < 2 * KNOWN_TRACES; i++) {
                long wait = tracer.trace(request(PRIVATE)).enrichment().waited().toNanos();
                if (i >= KNOWN_TRACES) {
                    waited.add(wait);
                }
            }
            report.told(
                    "the same with all names known: wait behind the bare trace, threads handing over included",
                    Samples.micros(waited.median()) + " us",
                    "",
                    "fastest tenth " + Samples.micros(waited.quantile(UNDISTURBED)) + " us");
        }
    }

    private static void dead(Report report) throws Exception {
        try (SlowNameServer silent = new SlowNameServer(Duration.ofDays(1));
                PathTracer tracer = simulated(silent.address(), false)) {
            Samples waited = new Samples();
            for (int i = 0; i < TURNS / 8; i++) {
                waited.add(tracer.trace(request(PRIVATE)).enrichment().waited().toNanos());
            }
            report.judged(
                    "names of 15 hops by a dead name server, enrichment deadline 500 ms: wait",
                    waited.text(),
                    "",
                    "",
                    "<= 500 ms + 50 ms",
                    waited.median() <= DEADLINE.toNanos() + DEAD_MARGIN_NANOS);
        }
    }

    /** In turns over real sockets: the time until the last hop was known. */
    private static void probing(Report report, SlowNameServer server) throws Exception {
        try (Lab lab = Lab.chain(Traces.ROUTERS).open();
                PathTracer tracer = PathTracer.builder()
                        .enrichment(options(server.address(), false))
                        .build()) {
            Traces.settle(tracer, lab, Family.V4, 0);
            Samples with = new Samples();
            Samples without = new Samples();
            for (int i = 0; i < PAIRS; i++) {
                // Each comes first as often as the other.
                for (int turn = 0; turn < 2; turn++) {
                    boolean enrichment = turn == i % 2;
                    tracer.networkChanged();
                    (enrichment ? with : without).add(duration(tracer, lab, enrichment));
                }
            }
            double rate = without.meanOfFastestHalf() / with.meanOfFastestHalf();
            report.judged(
                    "probing of 11 hops while their names are looked up, none known",
                    with.text(),
                    "without " + without.text(),
                    "%.3f of the rate in the mean of the fastest half, %.3f in the median"
                            .formatted(rate, without.median() / (double) with.median()),
                    ">= 0.95",
                    rate >= RATE_BOUND);
        }
    }

    private static long duration(PathTracer tracer, Lab lab, boolean enrichment) {
        return tracer.trace(Traces.to(lab, Family.V4).enrichment(enrichment).build())
                .duration()
                .toNanos();
    }
}
