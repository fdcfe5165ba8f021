// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.util.List;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;

/** Our round-trip times against those of a packet capture on the client's device, in a calm and in a busy JVM. */
final class RttAccuracy implements Main.Comparison {
    private static final int WARM_UP = 50;
    private static final int TRACES = 50;
    private static final long BOUND = 20_000;
    private static final String DEVICE = "to-r1";

    @Override
    public void run(Report report) throws Exception {
        try (Lab lab = Lab.chain(Traces.ROUTERS).open();
                PathTracer tracer = PathTracer.create()) {
            TraceRequest request = Traces.to(lab, Family.V4).build();
            Traces.settle(tracer, lab, Family.V4, 0);
            for (int i = 0; i < WARM_UP; i++) {
                tracer.trace(request);
            }
            for (Disturbance disturbance : Disturbance.values()) {
                Disturbance.Running running = disturbance.start();
                try {
                    compare(report, lab, tracer, request, disturbance);
                } finally {
                    running.stop();
                }
            }
        }
    }

    private static void compare(
            Report report, Lab lab, PathTracer tracer, TraceRequest request, Disturbance disturbance) {
        Samples differences = new Samples();
        Samples rtts = new Samples();
        int[] otherSources = {0};
        for (int i = 0; i < TRACES; i++) {
            try (PacketCapture capture = new PacketCapture(DEVICE)) {
                TraceResult result = tracer.trace(request);
                if (!Traces.correct(result, lab.hops(Family.V4))) {
                    report.wrong("a captured trace is not the lab's path");
                    continue;
                }
                WireTimes wire = new WireTimes();
                capture.drain(wire::packet);
                result.hops().forEach(hop -> {
                    List<Long> seen = wire.rtts(hop.ttl());
                    for (int k = 0; k < seen.size(); k++) {
                        Reception reception = reception(hop, k);
                        rtts.add(reception.rtt().toNanos());
                        if (reception.timestampSource() != TimestampSource.KERNEL) {
                            otherSources[0]++;
                        }
                        differences.add(Math.abs(reception.rtt().toNanos() - seen.get(k)));
                    }
                });
            }
        }
        report.judged(
                "RTT against a packet capture, " + disturbance.text,
                "median RTT %s us, %d probes, %d without kernel times"
                        .formatted(Samples.micros(rtts.median()), rtts.count(), otherSources[0]),
                "",
                "difference: median %s us, 99%% %s us, max %s us"
                        .formatted(
                                Samples.micros(differences.median()),
                                Samples.micros(differences.quantile(0.99)),
                                Samples.micros(differences.max())),
                "<= 20 us",
                differences.max() <= BOUND);
    }

    private static Reception reception(Hop hop, int sequence) {
        return ((ProbeOutcome.Answer) hop.probes().get(sequence).outcome()).reception();
    }
}
