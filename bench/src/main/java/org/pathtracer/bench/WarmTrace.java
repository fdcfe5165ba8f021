// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/**
 * A trace in a process that has traced before, against a process for each trace: soon after the process began, where
 * the compiler has not got to all of the code yet, and when it has.
 */
final class WarmTrace implements Main.Comparison {
    private static final List<Integer> WARM_UPS = List.of(200, 5000);
    private static final int PAIRS = 60;
    private static final double MOST_OF_TRACEROUTE = 0.45;

    @Override
    public void run(Report report) throws Exception {
        try (Lab lab = Lab.chain(Traces.ROUTERS).open();
                PathTracer tracer = PathTracer.create()) {
            int traced = 0;
            for (int traces : WARM_UPS) {
                for (Family family : Family.values()) {
                    TraceRequest request = Traces.to(lab, family).build();
                    Traces.settle(tracer, lab, family, 0);
                    for (int i = traced; i < traces; i++) {
                        check(report, lab, family, tracer, request);
                    }
                }
                traced = traces;
                for (Family family : Family.values()) {
                    compare(report, lab, tracer, family, traces);
                }
            }
        }
    }

    private static void compare(Report report, Lab lab, PathTracer tracer, Family family, int before) throws Exception {
        String target = Traces.target(lab, family);
        TraceRequest request = Traces.to(lab, family).build();
        Samples ours = new Samples();
        Samples process = new Samples();
        Map<Peer, Samples> peers = new LinkedHashMap<>();
        Stream.of(Peer.traceroute(target), Peer.mtr(target), Peer.scamper(target))
                .map(Peer::ifInstalled)
                .flatMap(Optional::stream)
                .forEach(peer -> peers.put(peer, new Samples()));
        Peer nothing = new Peer("true", List.of("true"));
        // In turns, so that whatever else the machine does falls on all of them.
        for (int i = 0; i < PAIRS; i++) {
            for (Map.Entry<Peer, Samples> peer : peers.entrySet()) {
                ours.time(() -> check(report, lab, family, tracer, request));
                peer.getValue().time(() -> peer.getKey().run());
            }
            process.time(nothing::run);
        }
        String what = "warm trace, 11 hops, 3 queries, IP%s, after %,d traces"
                .formatted(family.name().toLowerCase(Locale.ROOT), before);
        peers.forEach((peer, times) -> report.ratio(what, ours, peer.name(), times, most(peer)));
        peers.forEach((peer, times) -> withoutStart(report, what, ours, peer, times, process));
    }

    private static double most(Peer peer) {
        return peer.name().equals("traceroute") ? MOST_OF_TRACEROUTE : 1;
    }

    /** Starting a process is the peer's price, but not its skill: what would be left without it. */
    private static void withoutStart(
            Report report, String what, Samples ours, Peer peer, Samples times, Samples process) {
        long rest = Math.max(1, times.median() - process.median());
        report.told(
                what + ", less the start of a process",
                ours.text(),
                "%s %s ms (less %s ms of \"true\")"
                        .formatted(peer.name(), Samples.millis(rest), Samples.millis(process.median())),
                "%.3f".formatted(ours.median() / (double) rest));
    }

    private static void check(Report report, Lab lab, Family family, PathTracer tracer, TraceRequest request) {
        if (!Traces.correct(tracer.trace(request), lab.hops(family))) {
            report.wrong("a warm trace over IP" + family + " is not the lab's path");
        }
    }
}
