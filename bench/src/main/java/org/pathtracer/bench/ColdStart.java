// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The command, from nothing to the end of a trace to this host, with each JDK here, against that JDK's own start. */
final class ColdStart implements Main.Comparison {
    private static final String TARGET = "127.0.0.1";
    private static final int PAIRS = 31;
    private static final int OLDEST = 17;
    /** From here on the launcher has an AOT cache made. */
    private static final int WITH_CACHE = 25;

    private static final double BOUND = 6;
    private static final double BOUND_WITH_CACHE = 4;

    @Override
    public void run(Report report) throws Exception {
        Path launcher = Path.of("pathtracer").toAbsolutePath();
        for (var jdk : jdks().entrySet()) {
            compare(report, launcher, jdk.getKey(), jdk.getValue());
        }
    }

    private static void compare(Report report, Path launcher, Runtime.Version version, Path home) throws Exception {
        Peer ours =
                new Peer("pathtracer", List.of("env", "JAVA_HOME=" + home, launcher.toString(), "trace", "-n", TARGET));
        Peer java = new Peer("java -version", List.of(home.resolve("bin/java").toString(), "-version"));
        Peer traceroute = new Peer("traceroute", List.of("traceroute", "-n", "-I", TARGET));
        // The first use builds and records what it needs.
        ours.run();
        java.run();
        Samples times = new Samples();
        Samples start = new Samples();
        Samples peer = new Samples();
        for (int i = 0; i < PAIRS; i++) {
            times.time(ours::run);
            start.time(java::run);
            if (traceroute.installed()) {
                peer.time(traceroute::run);
            }
        }
        double bound = version.feature() >= WITH_CACHE ? BOUND_WITH_CACHE : BOUND;
        double ratio = times.median() / (double) start.median();
        String what = "cold start, JDK %s: the command traces 127.0.0.1".formatted(version);
        report.judged(
                what,
                times.text(),
                "java -version " + start.text(),
                "%.2f".formatted(ratio),
                "<= %.0f".formatted(bound),
                ratio <= bound);
        if (peer.count() > 0) {
            report.told(
                    what,
                    times.text(),
                    "traceroute " + peer.text(),
                    "%.1f times as long".formatted(times.median() / (double) peer.median()));
        }
    }

    /** This one and those in the same folder, one of each version. */
    private static Map<Runtime.Version, Path> jdks() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        TreeMap<Runtime.Version, Path> found = new TreeMap<>();
        try (Stream<Path> homes = Files.list(own.resolveSibling("."))) {
            for (Path home : homes.toList()) {
                Path release = home.resolve("release");
                if (Files.isReadable(release) && Files.isExecutable(home.resolve("bin/java"))) {
                    Runtime.Version version = version(release);
                    if (version.feature() >= OLDEST) {
                        found.put(version, home.toRealPath());
                    }
                }
            }
        }
        found.put(Runtime.Version.parse(System.getProperty("java.version")), own);
        return found;
    }

    private static Runtime.Version version(Path release) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(release)) {
            properties.load(in);
        }
        return Runtime.Version.parse(properties.getProperty("JAVA_VERSION", "0").replace("\"", ""));
    }
}
