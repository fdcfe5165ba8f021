// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.output;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pathtracer.report.ReportOptions;
import org.pathtracer.report.format.Printable;

/**
 * Where output goes, and whether it is a terminal.
 *
 * @param out results
 * @param err everything else
 * @param colours whether results may have colours
 * @param progress whether a line that comes and goes may be shown on {@code err}
 * @param failures what {@code out} gets where there is no result
 * @param lostFile whether a file that was asked for could not be written
 */
public record Terminal(
        PrintStream out,
        PrintStream err,
        boolean colours,
        boolean progress,
        FailureFormat failures,
        AtomicBoolean lostFile) {
    public Terminal(PrintStream out, PrintStream err, boolean colours, boolean progress) {
        this(out, err, colours, progress, new FailureFormat(), new AtomicBoolean());
    }

    public static Terminal system() {
        boolean plain = isSet("NO_COLOR") || "dumb".equals(System.getenv("TERM"));
        return new Terminal(System.out, System.err, !plain && isTerminal(1), isTerminal(2));
    }

    /** A sentence or paragraph for the user of the command. */
    public void complain(String message) {
        err.println("pathtracer: " + Printable.paragraph(message));
        err.flush();
    }

    /** Writes text, with this system's ends of lines. */
    public void lines(String text) {
        text.lines().forEach(out::println);
        out.flush();
    }

    /** How text is written here. */
    public ReportOptions report() {
        return ReportOptions.standard().colours(colours);
    }

    /** Writes a whole document. */
    public void document(String text) {
        out.print(text);
        out.flush();
    }

    /** Says why there is no result. */
    public void fail(String message) {
        complain(message);
        failures.print(out, Printable.paragraph(message));
    }

    /** Says that a file could not be written, which the command's status tells too. */
    public void lost(String what, Path file, IOException e) {
        lostFile.set(true);
        String reason = e.getMessage() == null || e instanceof FileSystemException ? e.toString() : e.getMessage();
        complain("%s could not be written to %s: %s".formatted(what, file, reason));
    }

    /** Whether results went nowhere, unless a reader had enough, as in {@code pathtracer trace X | head}. */
    public boolean lostOutput() {
        return out.checkError() && !linkOf(1).matches("(pipe|socket):.*");
    }

    /** Whether the terminal can show a picture that changes, and take keys. */
    public boolean interactive() {
        return out == System.out && !"dumb".equals(System.getenv("TERM")) && isTerminal(0) && isTerminal(1);
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }

    /** Java tells it for all descriptors together, if at all. */
    private static boolean isTerminal(int descriptor) {
        String link = linkOf(descriptor);
        return link.startsWith("/dev/pts/") || link.startsWith("/dev/tty") || link.equals("/dev/console");
    }

    /** What a descriptor is, which Linux shows. Elsewhere it is not known, and output is plain. */
    private static String linkOf(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
