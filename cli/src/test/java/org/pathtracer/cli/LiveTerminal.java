// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * The command {@code monitor} in a pseudo-terminal: keys go in, and what stands on the screen is looked at. A picture
 * may be left out on a busy machine, so that a test waits for what stays on the screen, such as "at least two traces".
 */
final class LiveTerminal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final TerminalModel screen = new TerminalModel();
    private final Process process;
    private final Reader out;
    private final OutputStream keys;

    /**
     * A shell that runs jobs in the background lets them ignore SIGINT, and nohup SIGHUP, by which the command ends
     * with its terminal; a test may run in either.
     */
    LiveTerminal(int columns, int rows, String options) throws IOException {
        String command =
                "stty rows %d cols %d; exec env --default-signal=INT,HUP TERM=xterm ../pathtracer monitor -i 100ms %s"
                        .formatted(rows, columns, options);
        process = new ProcessBuilder("script", "-qefc", command, "/dev/null")
                .redirectErrorStream(true)
                .start();
        out = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
        keys = process.getOutputStream();
        // Reading can't be interrupted, but ends with the process.
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, SECONDS).execute(this::close);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    void press(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    /** Reads on until a complete picture is as it should be. */
    List<String> await(Predicate<List<String>> wanted) throws IOException {
        int seen = -1;
        while (true) {
            if (screen.pictures() > seen) {
                seen = screen.pictures();
                if (wanted.test(screen.lines())) {
                    return screen.lines();
                }
            }
            int next = out.read();
            assertThat(next)
                    .as("the end, at %s", String.join("\n", screen.lines()))
                    .isNotNegative();
            screen.accept((char) next);
        }
    }

    static Predicate<List<String>> line(String part) {
        return lines -> lines.stream().anyMatch(line -> line.contains(part));
    }

    static Predicate<List<String>> at(int row, String begin) {
        return lines -> lines.size() > row && lines.get(row).startsWith(begin);
    }

    /** Whether the other screen is shown. */
    boolean ownScreen() {
        return screen.ownScreen();
    }

    /** Whether there was any colour. */
    boolean dyed() {
        return screen.dyed();
    }

    void resize(int columns, int rows) throws Exception {
        Path tty = process.descendants()
                .map(child -> Path.of("/proc", Long.toString(child.pid()), "fd", "0"))
                .map(LiveTerminal::read)
                .filter(path -> path.startsWith("/dev/pts"))
                .findFirst()
                .orElseThrow();
        Process stty = new ProcessBuilder(
                        "stty", "-F", tty.toString(), "rows", Integer.toString(rows), "cols", Integer.toString(columns))
                .inheritIO()
                .start();
        assertThat(stty.waitFor()).isZero();
    }

    private static Path read(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            return Path.of("gone");
        }
    }

    /** Reads to the end of the command, and gives its exit status. */
    int end() throws Exception {
        for (int next = out.read(); next >= 0; next = out.read()) {
            screen.accept((char) next);
        }
        assertThat(process.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
        return process.exitValue();
    }

    /** The lines of the screen, as they are now. */
    List<String> lines() {
        return screen.lines();
    }
}
