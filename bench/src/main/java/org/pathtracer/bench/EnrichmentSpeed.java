// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.net.InetSocketAddress;
import java.time.Duration;
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

/**
 * What names cost: with a name server that takes 50 ms, with one that is dead, with all names known, and whether they
 * slow the probing down. The hops are private addresses, whose names are asked of a server inside.
 */
final class EnrichmentSpeed implements Main.Comparison {
    private static final int HOPS = 15;
    private static final int TURNS = 20;
    private static final int KNOWN_TRACES = 5_000;
    private static final int ROUNDS = 5;
    private static final int PAIRS = 100;
    private static final Duration ANSWER = Duration.ofMillis(50);
    private static final Duration DEADLINE = Duration.ofMillis(500);
    private static final long WAIT_BOUND_NANOS = 120_000_000;
    private static final long KNOWN_BOUND_NANOS = 50_000;
    private static final long DEAD_MARGIN_NANOS = 50_000_000;
    private static final double RATE_BOUND = 0.95;

    @Override
    public void run(Report report) throws Exception {
        try (SlowNameServer server = new SlowNameServer(ANSWER)) {
            firstTime(report, server);
            known(report, server);
            probing(report, server);
        }
        dead(report);
    }

    private static PathTracer simulated(InetSocketAddress server) {
        return PathTracer.builder()
                .transport(SimulatedNetwork.of(Topology.chain(HOPS, Duration.ofMillis(3)), 1))
                .enrichment(options(server))
                .build();
    }

    private static EnrichmentOptions options(InetSocketAddress server) {
        return EnrichmentOptions.builder()
                .dnsServers(List.of(server))
                .localNames(true)
                .deadline(DEADLINE)
                .build();
    }

    private static TraceRequest request(boolean enrichment) {
        return TraceRequest.to("10.0.0." + HOPS)
                .family(AddressFamily.IPV4)
                .queries(1)
                .rateLimit(0)
                .enrichment(enrichment)
                .build();
    }

    private static long named(TraceResult result) {
        return result.hops().stream()
                .filter(hop -> hop.responders().stream()
                        .anyMatch(responder -> responder.hostname().isPresent()))
                .count();
    }

    private static void firstTime(Report report, SlowNameServer server) throws Exception {
        Samples waited = new Samples();
        for (int i = 0; i < TURNS; i++) {
            try (PathTracer tracer = simulated(server.address())) {
                TraceResult result = tracer.trace(request(true));
                waited.add(result.enrichment().waited().toNanos());
                if (named(result) != HOPS) {
                    report.wrong("%d of %d hops have names".formatted(named(result), HOPS));
                }
            }
        }
        report.judged(
                "names of 15 hops by a name server that takes 50 ms: wait behind the bare trace",
                waited.text(),
                "",
                "",
                "<= 120 ms",
                waited.median() <= WAIT_BOUND_NANOS);
    }

    /** Of the rounds, the first are for the compiler. */
    private static void known(Report report, SlowNameServer server) throws Exception {
        try (PathTracer tracer = simulated(server.address())) {
            tracer.trace(request(true));
            long best = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long waited = 0;
                for (int i = 0; i < KNOWN_TRACES; i++) {
                    waited += tracer.trace(request(true)).enrichment().waited().toNanos();
                }
                best = Math.min(best, waited / KNOWN_TRACES);
            }
            report.judged(
                    "the same with all names known: mean wait behind the bare trace",
                    Samples.micros(best) + " us",
                    "",
                    "",
                    "<= 50 us",
                    best <= KNOWN_BOUND_NANOS);
        }
    }

    private static void dead(Report report) throws Exception {
        try (SlowNameServer silent = new SlowNameServer(Duration.ofDays(1));
                PathTracer tracer = simulated(silent.address())) {
            Samples waited = new Samples();
            for (int i = 0; i < TURNS / 4; i++) {
                waited.add(tracer.trace(request(true)).enrichment().waited().toNanos());
            }
            report.judged(
                    "names of 15 hops by a dead name server, enrichment deadline 500 ms: wait",
                    waited.text(),
                    "",
                    "",
                    "<= 500 ms + 50 ms",
                    waited.max() <= DEADLINE.toNanos() + DEAD_MARGIN_NANOS);
        }
    }

    /** In turns over real sockets: the time until the last hop was known. */
    private static void probing(Report report, SlowNameServer server) throws Exception {
        try (Lab lab = Lab.chain(Traces.ROUTERS).open();
                PathTracer tracer = PathTracer.builder()
                        .enrichment(options(server.address()))
                        .build()) {
            Traces.settle(tracer, lab, Family.V4, 0);
            Samples with = new Samples();
            Samples without = new Samples();
            for (int i = 0; i < PAIRS; i++) {
                tracer.networkChanged();
                with.add(duration(tracer, lab, true));
                without.add(duration(tracer, lab, false));
            }
            double rate = without.median() / (double) with.median();
            report.judged(
                    "probing of 11 hops while their names are looked up, none known",
                    with.text(),
                    "without " + without.text(),
                    "%.3f of the rate".formatted(rate),
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
