// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/** The exporter with 2,000 targets, each pinged every 10 s, and 200 paths of 11 hops, each traced every minute. */
final class ExporterLoad implements Main.Comparison {
    private static final int TARGETS = 2000;
    private static final int PATHS = 200;
    private static final int ROUTERS = 10;
    private static final String BLOCK = "198.18.0.0/15";
    private static final int SCRAPES = 31;
    private static final double MOST_SHARE = .10;
    private static final long MOST_KILOBYTES = 150_000;
    private static final long MOST_SCRAPE_NANOS = 100_000_000;
    private static final Duration WARM = Duration.ofSeconds(75);
    private static final Duration MEASURED = Duration.ofSeconds(60);

    @Override
    public void run(Report report) throws Exception {
        Path launcher = Path.of("pathtracer").toAbsolutePath();
        if (!Files.isExecutable(launcher)) {
            report.told("exporter", "the command is not there yet", "", "");
            return;
        }
        Path config = Files.createTempFile("exporter", ".toml");
        try (Lab lab = Lab.chain(ROUTERS).open()) {
            lab.answerFor(BLOCK);
            for (int i = 0; i <= ROUTERS; i++) {
                String node = i == 0 ? Lab.CLIENT : Lab.router(i);
                String next = lab.hops(Family.V4).get(i).getHostAddress();
                lab.exec(node, "ip", "route", "add", BLOCK, "via", next).expectSuccess();
            }
            int port = freePort();
            Files.writeString(config, configuration(port));
            Peer exporter = new Peer(
                    "pathtracer exporter", List.of(launcher.toString(), "exporter", "--config", config.toString()));
            Process process = exporter.start();
            try {
                measure(report, process, URI.create("http://127.0.0.1:" + port + "/metrics"));
            } finally {
                process.destroy();
                process.waitFor();
            }
        } finally {
            Files.delete(config);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String configuration(int port) {
        return """
                listen = "127.0.0.1:%d"
                [[target]]
                host = [%s]
                interval = "10s"
                [[target]]
                host = [%s]
                module = "trace"
                interval = "1m"
                """.formatted(port, hosts(TARGETS), hosts(PATHS));
    }

    private static String hosts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"198.18.%d.%d\"".formatted(i / 250, 1 + i % 250))
                .collect(Collectors.joining(", "));
    }

    /** Prometheus scrapes it every 10 s; the time of that is within the processor time. */
    private static void measure(Report report, Process process, URI metrics) throws Exception {
        scrapeFor(WARM, metrics);
        long before = CpuTime.of(process);
        long began = System.nanoTime();
        scrapeFor(MEASURED, metrics);
        double share = (CpuTime.of(process) - before) / (double) (System.nanoTime() - began);
        Samples scrapes = new Samples();
        long bytes = 0;
        for (int i = 0; i < SCRAPES; i++) {
            long start = System.nanoTime();
            bytes = scrape(metrics, true);
            scrapes.add(System.nanoTime() - start);
        }
        long kilobytes = resident(process);
        String what = "exporter, %d targets each 10 s, %d paths of %d hops each minute, scraped each 10 s"
                .formatted(TARGETS, PATHS, ROUTERS + 1);
        report.judged(
                what + ": share of a processor",
                "%.1f %%".formatted(share * 100),
                "",
                "",
                "<= 10 %",
                share <= MOST_SHARE);
        report.judged(
                what + ": resident memory",
                "%d MB".formatted(kilobytes / 1000),
                "",
                "",
                "<= 150 MB",
                kilobytes <= MOST_KILOBYTES);
        report.judged(
                what + ": a scrape, as text, gzip",
                scrapes.text(),
                "",
                "%.1f MB of text, %d kB on the wire".formatted(scrape(metrics, false) / 1e6, bytes / 1000),
                "<= 100 ms",
                scrapes.median() <= MOST_SCRAPE_NANOS);
    }

    private static void scrapeFor(Duration span, URI metrics) throws Exception {
        long end = System.nanoTime() + span.toNanos();
        while (System.nanoTime() < end) {
            try {
                scrape(metrics, true);
            } catch (IOException e) {
                // It does not listen yet.
            }
            Thread.sleep(Math.max(1, Math.min(10_000, (end - System.nanoTime()) / 1_000_000)));
        }
    }

    private static long scrape(URI metrics, boolean zipped) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) metrics.toURL().openConnection();
        if (zipped) {
            connection.setRequestProperty("Accept-Encoding", "gzip");
        }
        try (InputStream body = connection.getInputStream()) {
            byte[] buffer = new byte[1 << 16];
            long all = 0;
            for (int got; (got = body.read(buffer)) >= 0; ) {
                all += got;
            }
            return all;
        }
    }

    private static long resident(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
