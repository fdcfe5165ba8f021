// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.PathTracer;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.lab.Command;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.server.ResponsivenessServer;

/** How fast the load of a bufferbloat test gets, beside iperf3, which does not encrypt; and how late its probes are. */
final class LoadRate implements Main.Comparison {
    private static final int TURNS = 3;
    private static final int SECONDS = 5;
    private static final double LEAST = 0.6;
    private static final long LARGEST_ERROR = 1_000_000;
    private static final Pattern RECEIVED =
            Pattern.compile("\"sum_received\":\\s*\\{[^}]*?\"bits_per_second\":\\s*([0-9.e+]+)");

    @Override
    public void run(Report report) throws Exception {
        if (new Peer("iperf3", List.of("iperf3")).ifInstalled().isEmpty()) {
            report.told("load", "", "iperf3 is missing: apt-get install iperf3", "");
            return;
        }
        Path folder = Files.createTempDirectory("bench-server");
        try (Lab lab = Lab.chain(0).open();
                PathTracer tracer = PathTracer.create();
                ResponsivenessServer server = lab.in(
                        Lab.TARGET,
                        () -> ResponsivenessServer.builder()
                                .certificateFolder(folder)
                                .start())) {
            compare(report, lab, tracer, server, "1 Gbit/s veth", true);
            shape(lab, "del");
            compare(report, lab, tracer, server, "veth without limit", false);
        }
    }

    private static void shape(Lab lab, String what) {
        String limits = what.equals("del") ? "" : " tbf rate 1gbit burst 256k limit 1m";
        List<String> onTarget = List.of(("tc qdisc " + what + " dev to-client root" + limits).split(" "));
        List<String> onClient = List.of(("tc qdisc " + what + " dev to-target root" + limits).split(" "));
        lab.exec(Lab.TARGET, onTarget).expectSuccess();
        Command.run(onClient.toArray(new String[0])).expectSuccess();
    }

    private static void compare(
            Report report, Lab lab, PathTracer tracer, ResponsivenessServer server, String link, boolean shaped)
            throws Exception {
        if (shaped) {
            shape(lab, "add");
        }
        String target = lab.target(Family.V4).getHostAddress();
        for (LoadDirection direction : List.of(LoadDirection.DOWN, LoadDirection.UP)) {
            List<Double> ratios = new ArrayList<>();
            double ours = 0;
            double theirs = 0;
            Optional<BufferbloatResult> last = Optional.empty();
            // The compiler needs a while; iperf3 came compiled.
            tracer.testBufferbloat(request(target, server, direction));
            for (int i = 0; i < TURNS; i++) {
                theirs = iperf(lab, target, direction);
                BufferbloatResult result = tracer.testBufferbloat(request(target, server, direction));
                ours = direction == LoadDirection.DOWN
                        ? result.goodput().mbpsDown()
                        : result.goodput().mbpsUp();
                ratios.add(ours / theirs);
                last = Optional.of(result);
            }
            double ratio = ratios.stream().sorted().toList().get(TURNS / 2);
            report.judged(
                    "load " + direction.name().toLowerCase(Locale.ROOT) + " over TLS, " + link,
                    "%.0f Mbit/s".formatted(ours),
                    "iperf3 %.0f Mbit/s".formatted(theirs),
                    "%.2f".formatted(ratio),
                    ">= " + LEAST,
                    ratio >= LEAST);
            last.ifPresent(result -> error(report, result, link));
        }
    }

    /** Without a queue to speak of, what latency grows by is the error of the measurement. */
    private static void error(Report report, BufferbloatResult result, String link) {
        long growth = result.increase().orElse(Duration.ZERO).toNanos();
        String what = "growth of the probes' median under this load";
        String figure = Samples.micros(growth) + " us";
        if (link.startsWith("1 ")) {
            report.told(what + " (with the link's queue)", figure, "", "");
        } else {
            report.judged(what, figure, "", figure, "< 1000 us", growth < LARGEST_ERROR);
        }
    }

    private static BufferbloatRequest request(String target, ResponsivenessServer server, LoadDirection direction) {
        return BufferbloatRequest.against(
                        URI.create("https://" + target + ":" + server.address().getPort()))
                .insecure(true)
                .direction(direction)
                .idle(Duration.ofSeconds(1))
                .duration(Duration.ofSeconds(SECONDS))
                .interval(Duration.ofMillis(500))
                .connectionStep(2)
                .maxConnections(4)
                .build();
    }

    private static double iperf(Lab lab, String target, LoadDirection direction) throws Exception {
        Process far = lab.in(Lab.TARGET, () -> process(List.of("iperf3", "-s", "-1")));
        try {
            List<String> client = new ArrayList<>(List.of("iperf3", "-J", "-t", "" + SECONDS, "-P", "2", "-c", target));
            if (direction == LoadDirection.DOWN) {
                client.add("-R");
            }
            Matcher rate = RECEIVED.matcher("");
            // The far end needs a moment until it listens.
            for (int i = 0; i < 100 && !rate.reset(output(process(client))).find(); i++) {
                Thread.onSpinWait();
            }
            return Double.parseDouble(rate.group(1)) / 1e6;
        } finally {
            far.destroy();
            far.waitFor();
        }
    }

    private static Process process(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
