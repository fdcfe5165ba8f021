// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.pathtracer.lab.Lab;

/**
 * 1,048,574 targets one hop away, each pinged once by the command, a line of JSON for each: its rate and its memory.
 */
final class Million implements Main.Comparison {
    private static final String BLOCK = "10.96.0.0/12";
    private static final int TARGETS = (1 << 20) - 2;
    private static final int TURNS = 5;
    private static final long MOST_KILOBYTES = 400_000;
    private static final int LOOK_MILLIS = 20;

    @Override
    public void run(Report report) throws Exception {
        Path launcher = Path.of("pathtracer").toAbsolutePath();
        if (!Files.isExecutable(launcher)) {
            report.told("a million targets", "the command is not there yet", "", "");
            return;
        }
        Peer ours = new Peer(
                "pathtracer", List.of(launcher.toString(), "ping", "--jsonl", "-c", "1", "-i", "0", "-w", "2s", BLOCK));
        // It builds what it needs on first use.
        new Peer("pathtracer", List.of(launcher.toString(), "trace", "-n", "127.0.0.1")).run();
        try (Lab lab = Lab.chain(0).open()) {
            lab.answerFor(BLOCK);
            Samples times = new Samples();
            Samples kilobytes = new Samples();
            Samples peerTimes = new Samples();
            List<Peer> fpings = fpings();
            for (int i = 0; i < TURNS; i++) {
                times.time(() -> kilobytes.add(peak(ours)));
                if (fpings.get(0).installed()) {
                    peerTimes.time(() -> {
                        for (Peer fping : fpings) {
                            fping.run();
                        }
                    });
                }
            }
            tell(report, times, kilobytes, peerTimes);
        }
    }

    /** It has sequence numbers for 65,535 targets in ten seconds, so it takes sixteen of them for as many targets. */
    private static List<Peer> fpings() {
        return IntStream.range(96, 112)
                .mapToObj(second -> new Peer(
                        "fping",
                        List.of("fping", "-i", "0", "-r", "0", "-t", "2000", "-g", "10." + second + ".0.0/16")))
                .toList();
    }

    private static void tell(Report report, Samples times, Samples kilobytes, Samples peerTimes) {
        report.judged(
                "ping --jsonl of 1,048,574 targets: resident memory",
                "%d MB, at most %d".formatted(kilobytes.median() / 1000, kilobytes.max() / 1000),
                "",
                "",
                "<= 400 MB",
                kilobytes.max() <= MOST_KILOBYTES);
        String what = "ping --jsonl of 1,048,574 targets one hop away, from the command's start to its end: rate";
        if (peerTimes.count() == 0) {
            report.told(what, times.text(), "", "%.0f a second".formatted(rate(times)));
            return;
        }
        double faster = peerTimes.median() / (double) times.median();
        report.judged(
                what,
                "%.0f a second, %s".formatted(rate(times), times.text()),
                "fping -i 0, a line for each target too, sixteen blocks of 65,534: %.0f a second, %s"
                        .formatted(rate(peerTimes), peerTimes.text()),
                "%.2f times fping's".formatted(faster),
                ">= 1.0",
                faster >= 1);
    }

    private static double rate(Samples times) {
        return TARGETS * 1e9 / times.median();
    }

    /** Runs it, and gives the largest memory that the kernel says it had, in kilobytes. */
    private static long peak(Peer command) throws IOException, InterruptedException {
        Process process = command.start();
        long most = 0;
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            most = Math.max(most, peak(process));
        }
        command.finish(process);
        return most;
    }

    private static long peak(Process process) throws IOException {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException e) {
            // It has just ended.
            return 0;
        }
    }
}
