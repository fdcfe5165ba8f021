// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.cli.LiveTerminal.line;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.samples.Schemas;

/** The command {@code monitor} against real kernels, and its live view on a real pseudo-terminal. */
@InLab(tools = {"nft", "setpriv", "script", "stty"})
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MonitorIT extends CommandInLab {
    /** A picture may be left out on a busy machine. */
    private static final Pattern TRACES = Pattern.compile("(\\d+) traces, \\d+ reached it");

    private LiveTerminal terminal = null;

    @BeforeEach
    void openChain() {
        open(Lab.chain(2));
    }

    @AfterEach
    void kill() {
        if (terminal != null) {
            terminal.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void json_hasEachHop(Family family) {
        CommandResult result = run("monitor", "--json", "-c", "5", "-i", "50ms", text(lab.target(family)));
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stderr()).isEmpty();
        JsonNode monitor = Schemas.valid("monitor-1.json", result.stdout());
        assertThat(monitor.get("cycles").intValue()).isEqualTo(5);
        assertThat(elements(monitor.get("hops")))
                .extracting(hop -> hop.at("/responders/0/address").asText())
                .isEqualTo(labHops(family));
        assertThat(elements(monitor.get("hops")))
                .extracting(hop -> hop.get("received").intValue())
                .containsOnly(5);
        assertThat(monitor.get("durationMs").doubleValue()).isGreaterThanOrEqualTo(200);
        assertThat(monitor.get("pathChanges")).isEmpty();
    }

    @Test
    void tableAtTheEndAndPlainLines_areWritten() {
        String target = text(lab.target(Family.V4));
        CommandResult csv = run("monitor", "--format", "csv", "-c", "2", "-i", "20ms", "-U", target);
        assertThat(csv.stdout().lines()).hasSize(4);
        assertThat(csv.stdout().lines().skip(3))
                .singleElement()
                .asString()
                .startsWith(target + "," + target + ",3," + target + ",2,2,0.0,");
        CommandResult plain = run("monitor", "-c", "2", "-i", "20ms", target);
        assertThat(plain.exitCode()).isZero();
        assertThat(plain.stdout())
                .startsWith("monitor of " + target + ", ICMP over ")
                .contains("     2  reached in 3 hops, ")
                .contains("2 traces, 2 reached it")
                .doesNotContain("\033");
    }

    @Test
    void silentTarget_isStatus1_andUnknownOneAmongOthersToo() {
        lab.swallow(text(lab.target(Family.V4)));
        CommandResult result =
                run("monitor", "--json", "-c", "2", "-i", "20ms", "-w", "200ms", text(lab.target(Family.V4)));
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(1);
        JsonNode monitor = Schemas.valid("monitor-1.json", result.stdout());
        assertThat(monitor.get("reached").booleanValue()).isFalse();
        assertThat(monitor.get("hops")).hasSize(2);
        CommandResult unknown =
                run("monitor", "--json", "-c", "1", text(lab.routerAddress(1, Family.V4)), "nowhere.invalid");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(Schemas.valid("monitor-1.json", unknown.stdout())
                        .at("/targets/1/error")
                        .asText())
                .contains("nowhere.invalid");
    }

    private void openTerminal(String options) throws IOException {
        terminal = new LiveTerminal(100, 20, options + " " + text(lab.target(Family.V4)));
    }

    private static Predicate<List<String>> traces(IntPredicate count) {
        return lines -> lines.stream()
                .map(TRACES::matcher)
                .anyMatch(line -> line.find() && count.test(Integer.parseInt(line.group(1))));
    }

    private void assertThatTheTerminalIsAsBefore() {
        assertThat(terminal.ownScreen()).isFalse();
        assertThat(terminal.lines()).anySatisfy(line -> assertThat(line).contains("reached it"));
    }

    @Test
    void keys_doWhatTheHelpSays_andTheTerminalIsAsBefore() throws Exception {
        openTerminal("");
        terminal.await(traces(count -> count >= 3).and(line("  3  " + text(lab.target(Family.V4)))));
        assertThat(terminal.ownScreen()).isTrue();
        terminal.press("d");
        terminal.await(line("p99"));
        terminal.press("?");
        terminal.await(line("reset: forget all figures"));
        terminal.press(" ");
        terminal.await(line("p99"));
        // So many that a busy host shows a picture before there are as many again.
        terminal.await(traces(count -> count >= 30));
        terminal.press("p");
        terminal.await(line("paused"));
        terminal.press("r");
        terminal.await(traces(count -> count < 30));
        terminal.press(" ");
        terminal.await(traces(count -> count > 0));
        terminal.press("q");
        assertThat(terminal.end()).isZero();
        assertThatTheTerminalIsAsBefore();
    }

    @Test
    void ctrlC_restoresTheTerminal_andIsStatus130() throws Exception {
        openTerminal("--no-rdns");
        terminal.await(traces(count -> count >= 2));
        terminal.press("\003");
        assertThat(terminal.end()).isEqualTo(130);
        assertThatTheTerminalIsAsBefore();
    }

    @Test
    void cycles_endTheLiveViewToo() throws Exception {
        openTerminal("--cycles 3");
        assertThat(terminal.end()).isZero();
        assertThatTheTerminalIsAsBefore();
    }

    @Test
    void wrongOptions_leaveTheTerminalAlone() {
        CommandResult result = run("monitor", "--change-after", "0", "127.0.0.1");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stderr()).startsWith("pathtracer: traces before a change is 0");
        assertThat(run("monitor").stderr()).contains("there is no target");
        assertThat(run("monitor", "--json", "--csv", "127.0.0.1").exitCode()).isEqualTo(2);
    }
}
