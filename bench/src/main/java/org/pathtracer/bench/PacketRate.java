// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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
 * Echo requests per second to a neighbour: engines with all they do, one loop thread and then two, against one loop in
 * C that sends and reads and does nothing else.
 */
final class PacketRate implements Main.Comparison {
    private static final int PACKETS = 200_000;
    private static final int MOST_IN_FLIGHT = 4096;
    private static final int SIZE = 60;
    private static final int WARM_UP = 10;
    private static final int PAIRS = 31;
    private static final long TIMEOUT_NANOS = 2_000_000_000L;
    private static final double BOUND = 0.93;
    private static final int LOOPS = 2;
    private static final double BOUND_OF_SEVERAL = 1.5;

    @Override
    public void run(Report report) throws Exception {
        Path loop = compiled();
        ProbeTransportProvider provider = ServiceLoader.load(ProbeTransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.name().equals("dgram"))
                .findFirst()
                .orElseThrow();
        try (Lab lab = Lab.chain(0).open()) {
            InetAddress target = lab.target(Family.V4);
            compare(report, target, provider, 1, loop, BOUND);
            compare(report, target, provider, LOOPS, loop, BOUND_OF_SEVERAL);
        }
    }

    private static Path compiled() throws IOException, InterruptedException {
        Path loop = Path.of("bench", "target", "echoloop");
        new Peer("cc", List.of("cc", "-O2", "-Wall", "-o", loop.toString(), "bench/src/main/c/echoloop.c")).run();
        return loop;
    }

    private static void compare(
            Report report, InetAddress target, ProbeTransportProvider provider, int loops, Path loop, double bound)
            throws Exception {
        List<ProbeEngine> engines = Stream.generate(() -> new ProbeEngine(provider, RateLimit.NONE))
                .limit(loops)
                .toList();
        try {
            compare(report, target, engines, loop, bound);
        } finally {
            engines.forEach(ProbeEngine::close);
        }
    }

    private static void compare(Report report, InetAddress target, List<ProbeEngine> engines, Path loop, double bound)
            throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            flood(report, engines, target);
        }
        Samples ours = new Samples();
        Samples timed = new Samples();
        Samples plain = new Samples();
        for (int i = 0; i < PAIRS; i++) {
            ours.time(() -> flood(report, engines, target));
            timed.add(inC(loop, "timed", target));
            plain.add(inC(loop, "plain", target));
        }
        judge(report, engines.size(), ours, "C loop that asks for the kernel's times too", timed, bound);
        judge(report, engines.size(), ours, "C loop without times", plain, bound);
    }

    private static void judge(Report report, int loops, Samples ours, String name, Samples c, double bound) {
        double ratio = c.median() / (double) ours.median();
        report.judged(
                "echo requests per second, all answered, " + (loops == 1 ? "one thread" : loops + " threads"),
                rate(ours),
                name + ", one thread: " + rate(c),
                "%.2f".formatted(ratio),
                ">= " + bound,
                ratio >= bound);
    }

    private static String rate(Samples times) {
        return "%,d".formatted(Math.round(PACKETS / (times.median() / 1e9)));
    }

    /** Divided between the engines. */
    private static void flood(Report report, List<ProbeEngine> engines, InetAddress target) {
        ProbeOptions options = TraceRequest.to("neighbour")
                .rateLimit(0)
                .maxConcurrency(MOST_IN_FLIGHT / engines.size())
                .build()
                .probe();
        int share = PACKETS / engines.size();
        List<CompletableFuture<Integer>> parts = new ArrayList<>();
        for (ProbeEngine engine : engines) {
            Operation<Integer> part = new Operation<>(
                    new Flood(share, ProbeProfile.echo(target, SIZE)), target, options, TIMEOUT_NANOS, Long.MAX_VALUE);
            engine.start(part);
            parts.add(part.future());
        }
        int answered = parts.stream().mapToInt(CompletableFuture::join).sum();
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
