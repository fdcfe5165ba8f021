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

/** A trace in a process that has traced before, against a process for each trace. */
final class WarmTrace implements Main.Comparison {
    private static final int WARM_UP = 200;
    private static final int PAIRS = 60;

    @Override
    public void run(Report report) throws Exception {
        try (Lab lab = Lab.chain(Traces.ROUTERS).open();
                PathTracer tracer = PathTracer.create()) {
            for (Family family : Family.values()) {
                compare(report, lab, tracer, family);
            }
        }
    }

    private static void compare(Report report, Lab lab, PathTracer tracer, Family family) throws Exception {
        String target = Traces.target(lab, family);
        TraceRequest request = Traces.to(lab, family).build();
        Traces.settle(tracer, lab, family, 0);
        for (int i = 0; i < WARM_UP; i++) {
            check(report, lab, family, tracer, request);
        }
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
        String what = "warm trace, 11 hops, 3 queries, IP" + family.name().toLowerCase(Locale.ROOT);
        peers.forEach((peer, times) -> report.ratio(what, ours, peer.name(), times));
        peers.forEach((peer, times) -> withoutStart(report, what, ours, peer, times, process));
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
