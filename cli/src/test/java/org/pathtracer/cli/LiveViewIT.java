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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;

/** The live view in a pseudo-terminal: what stands where after which keys, at which size. */
@InLab(tools = {"nft", "script", "stty"})
class LiveViewIT extends CommandInLab {
    private static final long PATIENCE_SECONDS = 40;

    @TempDir
    private Path folder;

    private final TerminalModel screen = new TerminalModel();
    private Process process = null;
    private Reader out = null;
    private OutputStream keys = null;

    @BeforeEach
    void openChain() {
        open(Lab.chain(12));
    }

    @AfterEach
    void kill() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void start(int columns, int rows, String options) throws IOException {
        String command =
                "stty rows %d cols %d; exec env --default-signal=INT,HUP TERM=xterm ../pathtracer monitor -n -i 100ms %s"
                        .formatted(rows, columns, options);
        process = new ProcessBuilder("script", "-qefc", command, "/dev/null")
                .redirectErrorStream(true)
                .start();
        out = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
        keys = process.getOutputStream();
        // Reading can't be interrupted, but ends with the process.
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, SECONDS).execute(this::kill);
    }

    private void press(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    /** Reads on until a complete picture is as it should be. */
    private List<String> await(Predicate<List<String>> wanted) throws IOException {
        long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
        int seen = -1;
        while (true) {
            if (screen.pictures() > seen) {
                seen = screen.pictures();
                if (wanted.test(screen.lines())) {
                    return screen.lines();
                }
            }
            int next = out.read();
            assertThat(next).as(String.join("\n", screen.lines())).isNotNegative();
            assertThat(System.nanoTime()).as(String.join("\n", screen.lines())).isLessThan(end);
            screen.accept((char) next);
        }
    }

    private static Predicate<List<String>> line(String part) {
        return lines -> lines.stream().anyMatch(line -> line.contains(part));
    }

    private static Predicate<List<String>> at(int row, String begin) {
        return lines -> lines.size() > row && lines.get(row).startsWith(begin);
    }

    private String target() {
        return text(lab.target(Family.V4));
    }

    private String router(int i) {
        return text(lab.hops(Family.V4).get(i - 1));
    }

    @Test
    void terminalOf80x24_showsAllHopsAndEveryPage() throws Exception {
        start(80, 24, target());
        List<String> first = await(line(" 13  " + target()));
        assertThat(first).hasSizeLessThanOrEqualTo(24);
        assertThat(first).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(first.get(0)).startsWith("pathtracer monitor of " + target());
        assertThat(first.get(1))
                .startsWith("from ")
                .contains("(" + text(lab.client(Family.V4)) + ")", "every 100 ms", "whole life");
        assertThat(first.get(3)).startsWith(">  1  " + router(1));
        press("\033[B\033[B");
        await(at(5, ">  3  " + router(3)));
        press("\r");
        await(at(2, "hop 3  " + router(3)));
        press("\033");
        await(at(5, ">  3  "));
        press("\033[F");
        await(at(15, "> 13  " + target()));
        press("d");
        await(line("p99"));
        press("w");
        await(line("last minute"));
        press("?");
        await(line("first hop; forgets"));
        press("x");
        await(line("p99"));
        press("e");
        await(line("no path change and no outage so far"));
        press("m");
        await(line("no place of a hop is known"));
        press("q");
        assertThat(end()).isZero();
        assertThat(screen.ownScreen()).isFalse();
    }

    @Test
    void smallTerminal_saysSo_andGrows() throws Exception {
        start(40, 6, target());
        await(at(0, "too small: 60x10 is needed"));
        resize(100, 14);
        List<String> scrolled = await(line("lines more"));
        assertThat(scrolled).hasSizeLessThanOrEqualTo(14);
        press("\033[6~");
        await(line(">"));
        press("\033[F");
        await(line("> 13  " + target()));
        press("q");
        assertThat(end()).isZero();
    }

    @Test
    void settings_changeWhileItRuns() throws Exception {
        start(100, 24, target());
        await(line("traces, "));
        press("i");
        await(line("interval, such as"));
        press("50ms\r");
        await(line("every 50 ms"));
        press("b3\r");
        await(at(3, ">  3  " + router(3)));
        press("b900\r");
        await(line("first hop"));
        press("s");
        await(line("bytes of a packet"));
        press("many\r");
        await(line("\"many\" is not a number"));
        press("u");
        await(line(", UDP over"));
        await(line(" 13  " + target()));
        press("p");
        await(line("paused"));
        press("p");
        await(lines -> lines.stream().noneMatch(line -> line.contains("paused"))
                && line("traces, ").test(lines));
        press("q");
        assertThat(end()).isZero();
    }

    @Test
    void configuration_hasColumnsKeysAndColours() throws Exception {
        Path config = Files.writeString(folder.resolve("config.toml"), """
                [monitor]
                columns = "SLX"
                theme = "none"
                hide-hops = 2
                [monitor.key]
                quit = "x"
                events = "right"
                """);
        start(100, 24, "--config " + config + " " + target());
        List<String> first = await(line(" 13  " + target()));
        assertThat(first.get(2)).containsSubsequence("sent", "loss", "jworst").doesNotContain("mean");
        assertThat(first.get(3)).contains("(hidden)");
        assertThat(first.get(5)).contains(router(3));
        press("q\033[C");
        await(line("no path change"));
        assertThat(screen.dyed()).isFalse();
        press("x");
        assertThat(end()).isZero();
    }

    @Test
    void targets_haveAnOverview_andASilentOneItsRow() throws Exception {
        lab.swallow("203.0.113.0/24");
        start(100, 30, target() + " 127.0.0.1 no.such.invalid");
        await(line("[1 of 3]"));
        press("o");
        List<String> all =
                await(lines -> line("127.0.0.1").test(lines) && line("unknown").test(lines));
        assertThat(all.get(3)).startsWith("  >  " + target());
        press("\033[B\r");
        await(line("[2 of 3]"));
        press("\t");
        await(line("no.such.invalid"));
        press("q");
        assertThat(end()).isOne();
    }

    @Test
    void wrongOptions_leaveTheTerminalAlone() {
        for (String[] bad : new String[][] {
            {"--columns", "Q", "there is no column Q"},
            {"--key", "quit=f1", "there is no key f1"},
            {"--theme", "neon", "'neon' is not a theme"},
            {"--hide-hops", "-1", "--hide-hops is -1"}
        }) {
            CommandResult result = run("monitor", bad[0], bad[1], "127.0.0.1");
            assertThat(result.exitCode()).as(result.stderr()).isEqualTo(2);
            assertThat(result.stderr()).contains(bad[2]);
        }
    }

    private void resize(int columns, int rows) throws Exception {
        Path tty = process.descendants()
                .map(child -> Path.of("/proc", Long.toString(child.pid()), "fd", "0"))
                .map(LiveViewIT::read)
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

    private int end() throws Exception {
        for (int next = out.read(); next >= 0; next = out.read()) {
            screen.accept((char) next);
        }
        assertThat(process.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
        return process.exitValue();
    }
}
