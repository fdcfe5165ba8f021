// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/** Memory and threads that a first trace of 30 hops adds to a JVM, seen in several fresh ones. */
final class Footprint implements Main.Comparison {
    private static final int ROUTERS = 29;
    private static final int RUNS = 5;
    private static final long MOST_KILOBYTES = 50 * 1024;
    private static final long MOST_THREADS = 10;

    @Override
    public void run(Report report) throws Exception {
        Map<String, Samples> found = new TreeMap<>();
        try (Lab lab = Lab.chain(ROUTERS).open()) {
            for (int i = 0; i < RUNS; i++) {
                measure(Traces.target(lab, Family.V4))
                        .forEach((name, value) -> found.computeIfAbsent(name, key -> new Samples())
                                .add(value));
            }
        }
        if (samples(found, FootprintChild.HOPS).quantile(0) != ROUTERS + 1) {
            report.wrong("a trace in a fresh JVM did not find 30 hops");
        }
        row(report, "resident memory", samples(found, FootprintChild.RSS), MOST_KILOBYTES);
        row(report, "heap in use", samples(found, FootprintChild.HEAP), MOST_KILOBYTES);
        Samples threads = samples(found, FootprintChild.THREADS);
        Samples tasks = samples(found, FootprintChild.TASKS);
        report.judged(
                "added by a first trace of 30 hops: threads",
                "%d of Java, %d of the system".formatted(threads.max(), tasks.max()),
                "",
                "",
                "< 10",
                threads.max() < MOST_THREADS && tasks.max() < MOST_THREADS);
    }

    private static Samples samples(Map<String, Samples> found, String name) {
        return Objects.requireNonNull(found.get(name), name);
    }

    private static void row(Report report, String what, Samples kilobytes, long most) {
        report.judged(
                "added by a first trace of 30 hops: " + what,
                "%.1f MB, at most %.1f".formatted(kilobytes.median() / 1024.0, kilobytes.max() / 1024.0),
                "",
                "",
                "< 50 MB",
                kilobytes.max() < most);
    }

    private static Map<String, Long> measure(String target) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FootprintChild.class.getName(),
                        target))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (child.waitFor() != 0) {
            throw new IllegalStateException("the measured JVM failed");
        }
        Map<String, Long> values = new TreeMap<>();
        printed.lines().map(line -> line.split("=")).forEach(pair -> values.put(pair[0], Long.parseLong(pair[1])));
        return values;
    }
}
