// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.samples.Schemas;

/** {@code --mark}: the only way to the target is a route for marked packets. The command runs in this JVM. */
@InLab(tools = {"ip", "setpriv"})
class MarkIT extends CommandInLab {
    private static final String MARK = "0x7a";

    /** Of the rules that a test has made. */
    private String version = "";

    private record Outcome(int status, String out, String err) {}

    private Outcome runHere(List<String> words, String... more) {
        List<String> line = new ArrayList<>(words);
        line.addAll(List.of(more));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(stream(out), stream(err), false, false);
        int status = PathTracerCommand.run(terminal, line.toArray(new String[0]));
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** Packets without the mark are told that the target is unreachable. */
    private void openForMarked(Family family) {
        open(Lab.chain(2));
        version = family == Family.V4 ? "-4" : "-6";
        ip(version, "rule", "add", "fwmark", MARK, "lookup", "122");
        ip(version, "route", "add", "default", "via", text(lab.routerAddress(1, family)), "table", "122");
        ip(version, "route", "replace", "unreachable", "default", "metric", "1");
        ip(version, "route", "del", "default", "via", text(lab.routerAddress(1, family)));
    }

    /** The client is this process's own namespace, which other tests have after this one. */
    @AfterEach
    void leaveNoRules() {
        if (!version.isEmpty()) {
            ip(version, "rule", "del", "fwmark", MARK, "lookup", "122");
            ip(version, "route", "flush", "table", "122");
            ip(version, "route", "del", "unreachable", "default", "metric", "1");
        }
    }

    private void ip(String... words) {
        List<String> line = new ArrayList<>(List.of("ip"));
        line.addAll(List.of(words));
        lab.exec(Lab.CLIENT, line).expectSuccess();
    }

    @ParameterizedTest
    @CsvSource({
        "V4, raw, --icmp", "V4, raw, --udp", "V4, raw, --tcp", "V4, dgram, --icmp", "V4, dgram, --udp",
        "V4, dgram, --tcp", "V6, raw, --icmp", "V6, raw, --udp", "V6, raw, --tcp", "V6, dgram, --icmp",
        "V6, dgram, --udp", "V6, dgram, --tcp"
    })
    void trace_goesTheWayOfItsMark(Family family, String transport, String protocol) {
        openForMarked(family);
        String target = text(lab.target(family));
        List<String> line =
                new ArrayList<>(List.of("trace", "--json", "--no-enrich", "-q", "1", "-m", "4", "-w", "200ms"));
        line.addAll(List.of(protocol, "--transport", transport, target));
        JsonNode marked =
                Schemas.valid("trace-1.json", runHere(line, "--mark", MARK).out());
        assertThat(marked.get("reached").booleanValue()).isTrue();
        assertThat(addresses(marked)).isEqualTo(labHops(family));
        assertThat(marked.at("/options/mark").asText()).isEqualTo("122");
        JsonNode other =
                Schemas.valid("trace-1.json", runHere(line, "--mark", "7").out());
        assertThat(other.get("reached").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ping -c 1 -w 300ms", "monitor -c 1 -w 300ms", "multipath -n --flows 8 -w 300ms", "mtu -w 300ms"})
    void everyCommandThatProbes_canMark(String command) {
        openForMarked(Family.V4);
        List<String> line = new ArrayList<>(List.of(command.split(" ", -1)));
        line.add(text(lab.target(Family.V4)));
        Outcome marked = runHere(line, "--mark", MARK);
        assertThat(marked.status()).as(marked.out() + marked.err()).isZero();
        assertThat(runHere(line).status()).isNotZero();
    }

    /** Without a privilege it says which one, and sends nothing. */
    @ParameterizedTest
    @EnumSource
    void unprivilegedMark_isRefused(Family family) {
        open(Lab.chain(1));
        CommandResult refused =
                runUnprivileged(Lab.CLIENT, "ping", "-c", "1", "--udp", "--mark", MARK, text(lab.target(family)));
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.stderr()).contains("a mark takes the capability CAP_NET_ADMIN", "setpriv", "without a mark");
    }
}
