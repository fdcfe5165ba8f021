// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
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
    private static final int PATIENCE_SECONDS = 60;
    private static final String OWN_SCREEN = "\033[?1049h";
    private static final String SCREEN_BEFORE = "\033[?25h\033[?1049l";

    private Process process = null;
    private Reader screen = null;
    private OutputStream keys = null;
    private final StringBuilder seen = new StringBuilder();

    @BeforeEach
    void openChain() {
        open(Lab.chain(2));
    }

    @AfterEach
    void kill() {
        if (process != null) {
            process.destroyForcibly();
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

    /**
     * A shell that runs jobs in the background lets them ignore SIGINT, and nohup SIGHUP, by which the command ends
     * with its terminal; this test may run in either.
     */
    private void openTerminal(String options) throws IOException {
        String command = "stty rows 20 cols 100; exec env --default-signal=INT,HUP ../pathtracer monitor -i 100ms "
                + options + " " + text(lab.target(Family.V4));
        process = new ProcessBuilder("script", "-qefc", command, "/dev/null")
                .redirectErrorStream(true)
                .start();
        screen = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
        keys = process.getOutputStream();
    }

    /** Reads on until a text has come; what came before it counts for no later call. */
    private void await(String text) throws IOException {
        while (seen.indexOf(text) < 0) {
            int next = screen.read();
            assertThat(next).as("not seen: %s, but %s", text, seen).isNotNegative();
            seen.append((char) next);
        }
        seen.delete(0, seen.indexOf(text) + text.length());
    }

    private void press(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    private int end() throws Exception {
        StringBuilder rest = new StringBuilder(seen);
        for (int next = screen.read(); next >= 0; next = screen.read()) {
            rest.append((char) next);
        }
        assertThat(rest).contains("reached it").doesNotContain(OWN_SCREEN);
        assertThat(process.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void keys_doWhatTheHelpSays_andTheTerminalIsAsBefore() throws Exception {
        openTerminal("");
        await(OWN_SCREEN);
        await("3 traces, 3 reached it");
        await("  3  " + text(lab.target(Family.V4)));
        press("d");
        await("p99");
        press("?");
        await("reset: forget all figures");
        press(" ");
        await("p99");
        press("p");
        await("paused");
        press(" ");
        await("traces, ");
        press("r");
        await("1 traces, ");
        press("q");
        await(SCREEN_BEFORE);
        assertThat(end()).isZero();
    }

    @Test
    void ctrlC_restoresTheTerminal_andIsStatus130() throws Exception {
        openTerminal("--no-rdns");
        await("2 traces, 2 reached it");
        press("\003");
        await(SCREEN_BEFORE);
        assertThat(end()).isEqualTo(130);
    }

    @Test
    void cycles_endTheLiveViewToo() throws Exception {
        openTerminal("--cycles 3");
        await(SCREEN_BEFORE);
        assertThat(end()).isZero();
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
