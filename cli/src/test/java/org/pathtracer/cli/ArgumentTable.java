// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.report.Reports;
import org.pathtracer.testkit.result.Diagnoses;
import org.pathtracer.testkit.result.TraceResults;

/**
 * The table of bad command lines, {@code bad-arguments.txt}: on each line the arguments, a bar, and a part of the
 * sentence that they must get. Of the arguments, {@code ""} is an empty one, {@code \s} a space, {@code \e} an escape,
 * {@code \0} a zero, <code>{300}</code> a name of so many letters, and <code>{dir}</code> and others like it are files.
 */
final class ArgumentTable {
    private final Path folder;

    ArgumentTable(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("bad-list"), "localhost\n# a comment\n\n10.0.0.999\n");
        Files.writeString(folder.resolve("control-list"), "localhost\nfoo\u0007bar\n");
        Files.writeString(folder.resolve("url-list"), "https://example.com/\n");
        Files.writeString(folder.resolve("empty-list"), "# nothing\n");
        Files.writeString(
                folder.resolve("trace"),
                Reports.json(TraceResults.to("localhost").build()));
        Files.writeString(
                folder.resolve("diagnosis"),
                Reports.json(Diagnoses.to("elsewhere.example").build()));
        Files.writeString(folder.resolve("text"), "this is no database\n");
        Files.writeString(folder.resolve("bad-scenario.toml"), "[[node]\n");
    }

    /** A bad command line, and what it gets. */
    record Line(int number, String text, String expected) {
        @Override
        public String toString() {
            return number + ": " + text;
        }
    }

    /** What happened. */
    record Outcome(int status, String out, String err) {}

    static List<Line> lines() {
        try (InputStream in = Objects.requireNonNull(ArgumentTable.class.getResourceAsStream("bad-arguments.txt"))) {
            List<String> all = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                String line = all.get(i);
                if (!line.isBlank() && !line.startsWith("#")) {
                    int bar = line.lastIndexOf(" | ");
                    lines.add(new Line(
                            i + 1,
                            line.substring(0, Math.max(0, bar)).strip(),
                            line.substring(bar + 3).strip()));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String[] arguments(Line line) {
        return Stream.of(line.text().split(" +"))
                .filter(argument -> !argument.isEmpty())
                .map(this::argument)
                .toArray(String[]::new);
    }

    private String argument(String token) {
        String text = token.replace("\"\"", "")
                .replace("\\s", " ")
                .replace("\\e", "\033")
                .replace("\\0", "\0")
                .replace("{dir}", folder.toString())
                .replace("{300}", "a".repeat(300));
        return text.replaceAll("\\{(.*?)}", folder + "/$1");
    }

    Outcome run(Line line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(stream(out), stream(err), false, false);
        int status = PathTracerCommand.run(terminal, arguments(line));
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /**
     * Runs the table where a witness looks for packets, and prints what is wrong. With one argument it prints what each
     * line gets, with two it runs the part with this number, from 0 on, of so many.
     */
    public static void main(String[] args) throws IOException {
        ArgumentTable table = new ArgumentTable(Files.createTempDirectory("arguments"));
        int parts = args.length == 2 ? Integer.parseInt(args[1]) : 1;
        int part = args.length == 2 ? Integer.parseInt(args[0]) : 0;
        List<Line> wanted =
                lines().stream().filter(line -> line.number() % parts == part).toList();
        int wrong = 0;
        for (Line line : wanted) {
            Outcome outcome = table.run(line);
            boolean right = outcome.status() == ExitStatus.INVALID
                    && outcome.out().isEmpty()
                    && outcome.err().contains(line.expected());
            wrong += right ? 0 : 1;
            if (!right || args.length == 1) {
                System.out.printf(
                        "%s%s%n    => %d %s%n",
                        right ? "" : "WRONG ",
                        line,
                        outcome.status(),
                        outcome.err().strip());
            }
        }
        System.out.printf("%d lines, %d wrong%n", wanted.size(), wrong);
        System.exit(wrong == 0 ? 0 : 1);
    }
}
