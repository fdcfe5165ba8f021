// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.samples.Schemas;

/** Many targets of all kinds, traced together: each has its own outcome, and none is lost. */
@SameForAllUsers
class BulkTraceIT extends CommandInLab {
    private static final int ROUTERS = 2;
    private static final int V4 = 4700;
    private static final int V6 = 250;
    /** One in a hundred of each kind. */
    private static final int FEW = 50;

    @TempDir
    private Path folder = Path.of("/");

    private static String v4(int number) {
        return "10.98.%d.%d".formatted(number / 250, 1 + number % 250);
    }

    private static String v6(int number) {
        return "fd98::" + Integer.toHexString(1 + number);
    }

    private static String unreachable(int number) {
        return "10.97.0." + (1 + number);
    }

    private static String unknown(int number) {
        return "host" + number + ".invalid";
    }

    @BeforeEach
    void openWithBlocks() {
        open(Lab.chain(ROUTERS));
        lab.answerFor("10.98.0.0/18");
        lab.answerFor("fd98::/112");
        for (int i = 1; i <= ROUTERS; i++) {
            for (Family family : Family.values()) {
                InetAddress next = i == ROUTERS ? lab.target(family) : lab.routerAddress(i + 1, family);
                lab.exec(
                                Lab.router(i),
                                "ip",
                                "route",
                                "replace",
                                family == Family.V4 ? "10.98.0.0/18" : "fd98::/112",
                                "via",
                                text(next))
                        .expectSuccess();
            }
        }
        lab.nft(Lab.router(1), """
                add table ip refusing
                add chain ip refusing arriving { type filter hook prerouting priority 0; }
                add rule ip refusing arriving ip daddr 10.97.0.0/24 reject with icmp host-unreachable
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--stop-set"})
    void targetsOfAllKinds_haveTheirOwnOutcomes(String option) throws IOException {
        Path list = Files.write(folder.resolve("hosts.txt"), targets());
        // Its own address is refused at once, where any other name server is waited for.
        List<String> line = new ArrayList<>(
                List.of("unshare", "-m", "sh", "-c", "mount --bind /dev/null /etc/resolv.conf && exec \"$@\"", "sh"));
        line.addAll(TheCommand.line("trace", "--jsonl", "-q", "1", "-w", "2s", "--file", list.toString()));
        if (!option.isEmpty()) {
            line.add(option);
        }
        CommandResult result = lab.exec(Lab.CLIENT, line);
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(1);
        Map<String, JsonNode> traces = new HashMap<>();
        result.stdout().lines().map(text -> Schemas.valid("trace-1.json", text)).forEach(trace -> {
            JsonNode before = traces.put(trace.get("target").asText(), trace);
            assertThat(before).as("%s", trace).isNull();
        });
        IntStream.range(0, V4).forEach(i -> assertReached(traces.remove(v4(i)), v4(i), ROUTERS + 1));
        IntStream.range(0, V6).forEach(i -> assertReached(traces.remove(v6(i)), v6(i), ROUTERS + 1));
        IntStream.range(0, FEW).forEach(i -> assertUnreachable(traces.remove(unreachable(i))));
        for (String own : List.of("127.0.0.1", "::1", ownAddress())) {
            assertReached(traces.remove(own), own, 1);
        }
        JsonNode broadcast = traces.remove(broadcast());
        assertThat(broadcast.get("reached").booleanValue()).isFalse();
        assertThat(broadcast.at("/hops/0/probes/0/outcome").asText()).isEqualTo("send-failed");
        assertThat(traces).isEmpty();
        Set<String> complaints = new HashSet<>(result.stderr().lines().toList());
        for (int i = 0; i < FEW; i++) {
            String name = unknown(i);
            assertThat(complaints.removeIf(text -> text.contains(name + ": ")))
                    .as(name)
                    .isTrue();
        }
        assertThat(complaints).as("%s", complaints).hasSize(1).allMatch(text -> text.contains("EACCES"));
    }

    private List<String> targets() {
        List<String> all = new ArrayList<>();
        IntStream.range(0, V6).forEach(i -> all.add(v6(i)));
        for (int i = 0; i < V4; i++) {
            all.add(v4(i));
            if (i % (V4 / FEW) == 0) {
                int number = i / (V4 / FEW);
                // Named twice: it counts once.
                all.add(number % 2 == 0 ? v4(i / 2) : "fd98:0:0:0:0:0:0:" + Integer.toHexString(1 + number));
                all.add(unreachable(number % FEW));
                all.add(unknown(number % FEW));
            }
        }
        all.addAll(List.of(broadcast(), "127.0.0.1", "::1", ownAddress()));
        return all;
    }

    private String ownAddress() {
        return text(lab.client(Family.V4));
    }

    /** Of the client's own link: that it is no host's address is known to the kernel only. */
    private String broadcast() {
        return lab.exec(Lab.CLIENT, "ip", "route", "show", "table", "local", "type", "broadcast")
                .expectSuccess()
                .stdout()
                .lines()
                .map(route -> route.split(" ")[1])
                .filter(address -> !address.startsWith("127."))
                .findFirst()
                .orElseThrow();
    }

    private static void assertReached(JsonNode trace, String target, int hops) {
        assertThat(trace).as(target).isNotNull();
        assertThat(trace.get("reached").booleanValue()).as(target).isTrue();
        assertThat(trace.get("hops")).as(target).hasSize(hops);
        assertThat(trace.at("/hops/" + (hops - 1) + "/responders/0/address").asText())
                .isEqualTo(target);
    }

    private void assertUnreachable(JsonNode trace) {
        assertThat(trace.get("stopReason").asText()).isEqualTo("unreachable");
        assertThat(addresses(trace)).containsExactly(labHops(Family.V4).get(0));
    }

    @Test
    void deadline_writesAlsoTheTracesThatItEnded() {
        lab.exec(Lab.router(1), "ip", "route", "add", "blackhole", "10.96.0.0/24")
                .expectSuccess();
        CommandResult result =
                run("trace", "--jsonl", "--deadline", "1s", "--concurrent-traces", "4", "-w", "5m", "10.96.0.0/27");
        assertThat(result.exitCode()).isEqualTo(1);
        List<JsonNode> traces = result.stdout()
                .lines()
                .map(line -> Schemas.valid("trace-1.json", line))
                .toList();
        assertThat(traces)
                .hasSize(4)
                .allMatch(trace -> trace.get("stopReason").asText().equals("deadline"));
        assertThat(result.stderr()).isEqualTo("pathtracer: 26 of 30 targets were not traced before the end\n");
    }

    /** What is read before the end shows that nothing waits for it. */
    @Test
    void eachTrace_isWrittenWhenItEnds() throws Exception {
        lab.exec(Lab.router(1), "ip", "route", "add", "blackhole", "10.96.0.0/24")
                .expectSuccess();
        List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT"));
        line.addAll(TheCommand.line("trace", "--jsonl", "-w", "5m", "10.96.0.1", v4(1), v4(2)));
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            Set<String> reached = new HashSet<>();
            for (int i = 0; i < 2; i++) {
                reached.add(Schemas.valid("trace-1.json", out.readLine())
                        .get("target")
                        .asText());
            }
            assertThat(reached).containsExactlyInAnyOrder(v4(1), v4(2));
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            JsonNode last = Schemas.valid("trace-1.json", out.readLine());
            assertThat(last.get("target").asText()).isEqualTo("10.96.0.1");
            assertThat(last.get("stopReason").asText()).isEqualTo("cancelled");
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }
}
