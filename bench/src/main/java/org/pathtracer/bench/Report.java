// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The rows that the comparisons found, as a markdown table. */
final class Report {
    private static final String HEAD = """
            | what | PathTracer | peer | figure | bound | |
            |---|---|---|---|---|---|
            """;

    private final List<String> rows = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    /** A figure with a bound to hold. */
    void judged(String what, String ours, String peer, String figure, String bound, boolean holds) {
        row(what, ours, peer, figure, bound, holds ? "PASS" : "FAIL");
    }

    /** A figure to know, without a bound. */
    void told(String what, String ours, String peer, String figure) {
        row(what, ours, peer, figure, "", "");
    }

    /** A ratio of two medians that may be 1 at most. */
    void ratio(String what, Samples ours, String peerName, Samples peer) {
        ratio(what, ours, peerName, peer, 1);
    }

    /** The same with another bound. */
    void ratio(String what, Samples ours, String peerName, Samples peer, double most) {
        double ratio = ours.median() / (double) peer.median();
        judged(what, ours.text(), peerName + " " + peer.text(), "%.3f".formatted(ratio), "<= " + most, ratio <= most);
    }

    /** Something that must never be, whatever the machine. */
    void wrong(String sentence) {
        wrong.add(sentence);
        System.err.println("WRONG: " + sentence);
    }

    boolean allCorrect() {
        return wrong.isEmpty();
    }

    private void row(String... cells) {
        String row = "| " + String.join(" | ", cells) + " |";
        rows.add(row);
        System.err.println(row);
    }

    String markdown() throws IOException {
        StringBuilder text = new StringBuilder("%s, Linux %s, %d processors, Java %s, load %s%n%n"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        System.getProperty("os.version"),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"),
                        Files.readString(Path.of("/proc/loadavg")).replaceFirst(" (?s:.*)", "")));
        text.append(HEAD).append(String.join("\n", rows)).append('\n');
        wrong.forEach(sentence -> text.append("\nWRONG: ").append(sentence).append('\n'));
        return text.toString();
    }

    void write(Path file) throws IOException {
        Files.writeString(file, markdown());
    }
}
