// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.PathTracer;
import org.pathtracer.bufferbloat.Bottleneck;
import org.pathtracer.bufferbloat.Grade;
import org.pathtracer.bufferbloat.GradingProfile;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.lab.Command;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.server.ResponsivenessServer;

/**
 * Bufferbloat tests of queues of known size: the second of three routers sends 20 Mbit/s in both directions. A full
 * queue takes its bytes * 8 / 20 Mbit/s to leave.
 */
final class KnownQueues implements Main.Comparison {
    private static final int SHAPED = 2;
    private static final List<Integer> QUEUES = List.of(1_000_000, 300_000, 30_000);
    private static final double BYTES_PER_MILLI = 20_000_000 / 8e3;
    private static final double TOLERANCE = 0.15;
    private static final int RUNS = 20;
    private static final int RUN_SECONDS = 4;
    private static final int FEWEST_NAMED = 19;

    @Override
    public void run(Report report) throws Exception {
        Path folder = Files.createTempDirectory("bench-server");
        try (Lab lab = Lab.chain(3).open();
                PathTracer tracer = PathTracer.create();
                ResponsivenessServer server = lab.in(
                        Lab.TARGET,
                        () -> ResponsivenessServer.builder()
                                .certificateFolder(folder)
                                .start())) {
            report.told("congestion control", fillQueues(lab), "", "");
            for (int bytes : QUEUES) {
                shape(lab, bytes);
                for (LoadDirection direction : LoadDirection.values()) {
                    Duration load = Duration.ofSeconds(bytes == QUEUES.get(0) ? 12 : 8);
                    BufferbloatResult result = tracer.testBufferbloat(request(lab, server, direction, load));
                    measured(report, result, bytes, direction);
                }
            }
            shape(lab, QUEUES.get(1));
            name(report, lab, tracer, server);
        }
    }

    /** Not the congestion control that keeps queues short: cubic if it is permitted here, else reno. */
    private static String fillQueues(Lab lab) {
        for (String kind : List.of("cubic", "reno")) {
            String[] set = {"sysctl", "-qw", "net.ipv4.tcp_congestion_control=" + kind};
            if (lab.exec(Lab.TARGET, set).exitCode() == 0 && Command.run(set).exitCode() == 0) {
                return kind;
            }
        }
        throw new IllegalStateException("no congestion control that fills queues");
    }

    private static void shape(Lab lab, int bytes) {
        for (String device : List.of("to-r1", "to-r3")) {
            lab.exec(
                            Lab.router(SHAPED),
                            ("tc qdisc replace dev " + device + " root tbf rate 20mbit burst 10k limit " + bytes)
                                    .split(" "))
                    .expectSuccess();
        }
    }

    private static BufferbloatRequest request(
            Lab lab, ResponsivenessServer server, LoadDirection direction, Duration load) {
        String target = lab.target(Family.V4).getHostAddress();
        return BufferbloatRequest.against(
                        URI.create("https://" + target + ":" + server.address().getPort()))
                .insecure(true)
                .direction(direction)
                .idle(Duration.ofSeconds(1))
                .duration(load)
                .interval(Duration.ofMillis(500))
                .connectionStep(2)
                .hopInterval(Duration.ofMillis(100))
                .build();
    }

    private static void measured(Report report, BufferbloatResult result, int bytes, LoadDirection direction) {
        double full = bytes / BYTES_PER_MILLI * (direction == LoadDirection.BOTH ? 2 : 1);
        double high = millis(result.loaded().p95());
        Grade grade = GradingProfile.SWIFTFTR.grade(Optional.of(Duration.ofNanos(Math.round(full * 1e6))));
        String what = "latency under load, queue of %d kB, %s".formatted(bytes / 1000, word(direction));
        String ours = "median %.1f ms, 95 %% %.1f ms, grade %s, %.0f RPM, %.1f / %.1f Mbit/s, %s"
                .formatted(
                        millis(result.loaded().median()),
                        high,
                        result.grade().label(),
                        result.responsiveness().rpm().orElse(Double.NaN),
                        result.goodput().mbpsDown(),
                        result.goodput().mbpsUp(),
                        result.bottleneck().map(hop -> "hop " + hop.ttl()).orElse("no hop"));
        String expected = "full queue %.0f ms, grade %s, hop %d".formatted(full, grade.label(), SHAPED);
        String ratio = "%.2f".formatted(high / full);
        if (direction == LoadDirection.BOTH) {
            // The two queues are seldom full at the same time.
            report.told(what, ours, expected, ratio);
        } else {
            boolean holds = Math.abs(high / full - 1) <= TOLERANCE && named(result) && result.grade() == grade;
            report.judged(what, ours, expected, ratio, "0.85 to 1.15", holds);
        }
    }

    private static double millis(Optional<Duration> span) {
        return span.map(value -> value.toNanos() / 1e6).orElse(Double.NaN);
    }

    private static String word(LoadDirection direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }

    private static boolean named(BufferbloatResult result) {
        return result.bottleneck().map(Bottleneck::ttl).equals(Optional.of(SHAPED));
    }

    private static void name(Report report, Lab lab, PathTracer tracer, ResponsivenessServer server) {
        for (LoadDirection direction : LoadDirection.values()) {
            int named = 0;
            for (int i = 0; i < RUNS; i++) {
                named += named(tracer.testBufferbloat(request(lab, server, direction, Duration.ofSeconds(RUN_SECONDS))))
                        ? 1
                        : 0;
            }
            report.judged(
                    "runs of " + RUN_SECONDS + " s that name the shaped hop, queue of 300 kB, " + word(direction),
                    named + " of " + RUNS,
                    "",
                    "" + named,
                    ">= " + FEWEST_NAMED,
                    named >= FEWEST_NAMED);
        }
    }
}
