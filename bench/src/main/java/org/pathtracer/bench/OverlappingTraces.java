// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/** Many traces at once in one process, against processes of which two run at a time. */
final class OverlappingTraces implements Main.Comparison {
    private static final int TRACES = 1000;
    private static final int ROUNDS = 5;
    private static final int PROCESSES = 50;
    private static final int AT_A_TIME = 2;

    @Override
    public void run(Report report) throws Exception {
        try (Lab lab = Lab.chain(Traces.ROUTERS).open();
                PathTracer tracer = PathTracer.create()) {
            Traces.settle(tracer, lab, Family.V4, 0);
            overlap(report, lab, tracer);
            Samples ours = new Samples();
            Samples peer = new Samples();
            boolean installed = traceroute(lab).installed();
            for (int round = 0; round < ROUNDS; round++) {
                ours.time(() -> overlap(report, lab, tracer));
                if (installed) {
                    peer.time(() -> processes(lab));
                }
            }
            report.told(
                    TRACES + " overlapping traces",
                    ours.text(),
                    "",
                    "%.0f traces a second".formatted(TRACES * 1e9 / ours.median()));
            if (installed) {
                perTrace(report, ours.median() / TRACES, peer.median() / PROCESSES);
            }
        }
    }

    private static void perTrace(Report report, long ours, long peer) {
        double ratio = ours / (double) peer;
        report.judged(
                "time per trace of these",
                Samples.millis(ours) + " ms",
                "traceroute, %d at a time: %s ms".formatted(AT_A_TIME, Samples.millis(peer)),
                "%.3f".formatted(ratio),
                "<= 1.0",
                ratio <= 1);
    }

    private static void overlap(Report report, Lab lab, PathTracer tracer) throws Exception {
        TraceRequest request = Traces.to(lab, Family.V4).rateLimit(0).build();
        List<Measurement<TraceEvent, TraceResult>> running = new ArrayList<>();
        for (int i = 0; i < TRACES; i++) {
            running.add(tracer.start(request));
        }
        int wrong = 0;
        for (Measurement<TraceEvent, TraceResult> trace : running) {
            TraceResult result = trace.result().toCompletableFuture().get();
            wrong += Traces.correct(result, lab.hops(Family.V4)) ? 0 : 1;
        }
        if (wrong > 0) {
            report.wrong(wrong + " of " + TRACES + " overlapping traces are not the lab's path, or lost a probe");
        }
    }

    private static Peer traceroute(Lab lab) {
        return Peer.traceroute(Traces.target(lab, Family.V4));
    }

    private static void processes(Lab lab) throws Exception {
        Peer peer = traceroute(lab);
        List<Process> running = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            if (running.size() == AT_A_TIME) {
                peer.finish(running.remove(0));
            }
            running.add(peer.start());
        }
        for (Process process : running) {
            peer.finish(process);
        }
    }
}
