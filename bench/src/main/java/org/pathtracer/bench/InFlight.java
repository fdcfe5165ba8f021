// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.lab.Lab;

/** 50,170 pings in flight at once: whether each gets its own answer, and what they take of the heap of fresh JVMs. */
final class InFlight implements Main.Comparison {
    static final List<String> BLOCKS = List.of("10.97.0.0/17", "10.97.128.0/18", "10.97.192.0/22");
    static final int TARGETS = 50_170;

    private static final int RUNS = 3;
    private static final long MOST_BYTES = 400;
    /** One way. With 25,000 probes a second all have left when the first answer comes. */
    private static final Duration DELAY = Duration.ofMillis(1250);

    private static final Duration PAUSE = Duration.ofNanos(40_000);

    @Override
    public void run(Report report) throws Exception {
        answers(report);
        memory(report);
    }

    private static void answers(Report report) {
        try (Lab lab = Lab.chain(0).delay(DELAY).open();
                PathTracer tracer = PathTracer.create()) {
            lab.answerFor("10.97.0.0/16");
            PingResult result = tracer.ping(PingRequest.toAll(BLOCKS)
                    .interval(PAUSE)
                    .maxConcurrency(65_536)
                    .timeout(Duration.ofSeconds(30))
                    .count(1)
                    .build());
            long own =
                    result.targets().stream().filter(InFlight::answeredItself).count();
            report.judged(
                    "pings to 50,170 targets, all in flight when the first answer comes",
                    "%d answered, %s".formatted(own, result.counts()),
                    "",
                    "shortest RTT %s ms"
                            .formatted(Samples.millis(result.statistics()
                                    .min()
                                    .orElse(Duration.ZERO)
                                    .toNanos())),
                    "all, by themselves",
                    own == TARGETS && result.counts().isZero());
        }
    }

    private static boolean answeredItself(PingSeries series) {
        return series.received() == 1
                && series.target()
                        .address()
                        .equals(Optional.of(
                                series.replies().get(0).answer().reception().address()));
    }

    private static void memory(Report report) throws IOException, InterruptedException {
        Samples bytes = new Samples();
        try (Lab lab = Lab.chain(0).open()) {
            lab.swallow("10.97.0.0/16");
            for (int i = 0; i < RUNS; i++) {
                bytes.add(measure());
            }
        }
        report.judged(
                "heap for each of 50,170 targets with a ping in flight",
                "%d bytes, at most %d".formatted(bytes.median(), bytes.max()),
                "",
                "",
                "<= 400 bytes",
                bytes.max() <= MOST_BYTES);
    }

    private static long measure() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        InFlightChild.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (child.waitFor() != 0) {
            throw new IllegalStateException("the measured JVM failed");
        }
        return Long.parseLong(printed.strip());
    }
}
