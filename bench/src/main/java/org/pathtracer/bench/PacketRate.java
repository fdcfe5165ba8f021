// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.pathtracer.ProbeOptions;
import org.pathtracer.RateLimit;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.engine.Operation;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.ProbeTransportProvider;

/**
 * Echo requests per second to a neighbour: the engine with all it does, on its one loop thread, against a loop in C
 * that sends and reads and does nothing else.
 */
final class PacketRate implements Main.Comparison {
    private static final int PACKETS = 200_000;
    private static final int SIZE = 60;
    private static final int WARM_UP = 10;
    private static final int PAIRS = 31;
    private static final long TIMEOUT_NANOS = 2_000_000_000L;
    private static final double BOUND = 0.9;

    @Override
    public void run(Report report) throws Exception {
        Path loop = compiled();
        ProbeTransportProvider provider = ServiceLoader.load(ProbeTransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.name().equals("dgram"))
                .findFirst()
                .orElseThrow();
        try (Lab lab = Lab.chain(0).open()) {
            ProbeEngine engine = new ProbeEngine(provider, RateLimit.NONE);
            try {
                compare(report, lab.target(Family.V4), engine, loop);
            } finally {
                engine.close();
            }
        }
    }

    private static Path compiled() throws IOException, InterruptedException {
        Path loop = Path.of("bench", "target", "echoloop");
        new Peer("cc", List.of("cc", "-O2", "-Wall", "-o", loop.toString(), "bench/src/main/c/echoloop.c")).run();
        return loop;
    }

    private static void compare(Report report, InetAddress target, ProbeEngine engine, Path loop) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            flood(report, engine, target);
        }
        Samples ours = new Samples();
        Samples timed = new Samples();
        Samples plain = new Samples();
        for (int i = 0; i < PAIRS; i++) {
            ours.time(() -> flood(report, engine, target));
            timed.add(inC(loop, "timed", target));
            plain.add(inC(loop, "plain", target));
        }
        judge(report, ours, "C loop that asks for the kernel's times too", timed);
        judge(report, ours, "C loop without times", plain);
    }

    private static void judge(Report report, Samples ours, String name, Samples c) {
        double ratio = c.median() / (double) ours.median();
        report.judged(
                "echo requests per second, all answered, one thread",
                rate(ours),
                name + ": " + rate(c),
                "%.2f".formatted(ratio),
                ">= " + BOUND,
                ratio >= BOUND);
    }

    private static String rate(Samples times) {
        return "%,d".formatted(Math.round(PACKETS / (times.median() / 1e9)));
    }

    private static void flood(Report report, ProbeEngine engine, InetAddress target) {
        ProbeOptions options = TraceRequest.to("neighbour")
                .rateLimit(0)
                .maxConcurrency(4096)
                .build()
                .probe();
        Operation<Integer> operation = new Operation<>(
                new Flood(PACKETS, ProbeProfile.echo(target, SIZE)), target, options, TIMEOUT_NANOS, Long.MAX_VALUE);
        engine.start(operation);
        int answered = operation.future().join();
        if (answered < PACKETS) {
            report.wrong("%d of %d echo requests were not answered".formatted(PACKETS - answered, PACKETS));
        }
    }

    private static long inC(Path loop, String kind, InetAddress target) throws IOException {
        Process process =
                new ProcessBuilder(loop.toString(), kind, target.getHostAddress(), Integer.toString(PACKETS)).start();
        String[] words = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .trim()
                .split(" ");
        if (words.length < 3 || Integer.parseInt(words[1]) < PACKETS) {
            throw new IllegalStateException("echoloop: " + String.join(" ", words));
        }
        return Long.parseLong(words[2]);
    }
}
