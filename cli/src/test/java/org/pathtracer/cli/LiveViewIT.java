// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.cli.LiveTerminal.at;
import static org.pathtracer.cli.LiveTerminal.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;

/** The live view in a pseudo-terminal: what stands where after which keys, at which size. */
@InLab(tools = {"nft", "script", "stty"})
@SameForAllUsers
class LiveViewIT extends CommandInLab {
    @TempDir
    private Path folder;

    private LiveTerminal terminal = null;

    @BeforeEach
    void openChain() {
        open(Lab.chain(12));
    }

    @AfterEach
    void kill() {
        if (terminal != null) {
            terminal.close();
        }
    }

    private void start(int columns, int rows, String options) throws IOException {
        terminal = new LiveTerminal(columns, rows, "-n " + options);
    }

    private void press(String text) throws IOException {
        terminal.press(text);
    }

    private List<String> await(Predicate<List<String>> wanted) throws IOException {
        return terminal.await(wanted);
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
        assertThat(terminal.end()).isZero();
        assertThat(terminal.ownScreen()).isFalse();
    }

    @Test
    void smallTerminal_saysSo_andGrows() throws Exception {
        start(40, 6, target());
        await(at(0, "too small: 60x10 is needed"));
        terminal.resize(100, 14);
        List<String> scrolled = await(line("lines more"));
        assertThat(scrolled).hasSizeLessThanOrEqualTo(14);
        press("\033[6~");
        await(line(">"));
        press("\033[F");
        await(line("> 13  " + target()));
        press("q");
        assertThat(terminal.end()).isZero();
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
        assertThat(terminal.end()).isZero();
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
        assertThat(terminal.dyed()).isFalse();
        press("x");
        assertThat(terminal.end()).isZero();
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
        assertThat(terminal.end()).isOne();
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
}
