// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.samples.Schemas;

/** Diagnoses of real kernels by command: what it writes, how it ends, and where it has not all that it would like. */
@InLab(tools = {"nft", "setpriv", "unshare"})
class DiagnoseIT extends CommandInLab {
    private static final String BLACK_HOLE = "10.90.0.8";
    private static final String WATCHED = "10.90.0.9";
    private static final long STOPPED_NANOS = 3_000_000_000L;
    private static final Pattern PACKETS = Pattern.compile("packets (\\d+)");

    private final ExecutorService pool = Executors.newCachedThreadPool();

    private static List<String> line(String... args) {
        List<String> all = new ArrayList<>(List.of("diagnose"));
        all.addAll(List.of(args));
        return TheCommand.line(all.toArray(String[]::new));
    }

    private CompletableFuture<CommandResult> start(List<String> line) {
        return CompletableFuture.supplyAsync(() -> lab.exec(Lab.CLIENT, line), pool);
    }

    private static JsonNode document(CommandResult result, int status) {
        assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isEqualTo(status);
        return Schemas.valid("diagnose-1.json", result.stdout());
    }

    private static void assertFirst(JsonNode diagnosis, String kind) {
        assertThat(diagnosis.at("/findings/0/kind").asText())
                .as(diagnosis.toPrettyString())
                .isEqualTo(kind);
    }

    private static void isHealthy(CommandResult result) {
        JsonNode diagnosis = document(result, 0);
        assertThat(diagnosis.get("healthy").booleanValue())
                .as(diagnosis.toPrettyString())
                .isTrue();
        assertThat(diagnosis.get("probesSent").intValue()).isBetween(1, 600);
    }

    /** On a machine that is busy with all of them; one is stopped for three seconds in the middle. */
    @Test
    void tenAtOnce_areRightEachForItself() throws Exception {
        open(Lab.chain(3));
        lab.answerFor("10.90.0.0/24");
        lab.nft(
                Lab.router(2),
                "table ip f { chain c { type filter hook forward priority 0; ip daddr " + BLACK_HOLE + " drop; }; }");
        lab.nft(
                Lab.TARGET,
                "table ip f { chain c { type filter hook input priority 0; ip daddr " + WATCHED + " counter; }; }");
        String target = text(lab.target(Family.V4));
        Map<String, CompletableFuture<CommandResult>> healthy = new LinkedHashMap<>();
        for (Family family : Family.values()) {
            for (int i = 0; i < 2; i++) {
                healthy.put(family + " " + i, start(line(patient(text(lab.target(family))))));
            }
        }
        healthy.put("user", start(Lab.unprivileged(line(patient(target)))));
        healthy.put("container", start(inContainer(line(patient(target)))));
        CompletableFuture<CommandResult> closed = start(line("--json", "--deadline", "1m", "--tcp", "81", target));
        CompletableFuture<CommandResult> short1 = start(line("--json", "--deadline", "1s", BLACK_HOLE));
        CompletableFuture<CommandResult> nameless = start(inContainer(line(patient("shop.example"))));
        healthy.put("stopped", stopped());
        healthy.forEach((name, result) -> isHealthy(result.join()));
        JsonNode port = document(closed.join(), 1);
        assertFirst(port, "port-closed");
        assertThat(port.at("/findings/0/place/address").asText()).isEqualTo(target);
        assertFirst(document(nameless.join(), 1), "resolver-dead");
        endedAtItsDeadline(Schemas.valid("diagnose-1.json", short1.join().stdout()));
    }

    /** Beside nine others, a diagnosis gets as much done in a minute as alone in 10 s. */
    private static String[] patient(String target) {
        return new String[] {"--json", "--deadline", "1m", target};
    }

    /** Elapsed time is that of the diagnosis: what the JVM takes to start is no part of it. */
    private static void endedAtItsDeadline(JsonNode diagnosis) {
        assertThat(diagnosis.get("stopReason").asText()).isEqualTo("deadline");
        assertThat(diagnosis.get("notLookedAt").toString()).contains("deadline");
        assertThat(diagnosis.get("healthy").booleanValue()).isFalse();
        assertThat(diagnosis.at("/options/deadline").asText()).isEqualTo("1s");
    }

    /** With mounts of its own: nothing may be written, and no name server is configured. */
    private static List<String> inContainer(List<String> line) {
        List<String> all = new ArrayList<>(List.of(
                "unshare",
                "-m",
                "sh",
                "-ec",
                "mount --bind /dev/null /etc/resolv.conf; mount -o remount,bind,ro /; exec \"$@\"",
                "sh"));
        all.addAll(line);
        return all;
    }

    /** Once it has begun to probe, it is stopped for a while. */
    private CompletableFuture<CommandResult> stopped() throws Exception {
        Path out = Files.createTempFile("diagnose", ".json");
        // The time that it is stopped is part of its deadline.
        Process process = new ProcessBuilder(line("--json", "--deadline", "30s", WATCHED))
                .redirectOutput(out.toFile())
                .start();
        while (packets() < 10 && process.isAlive()) {
            Thread.onSpinWait();
        }
        signal("-STOP", process);
        LockSupport.parkNanos(STOPPED_NANOS);
        signal("-CONT", process);
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        int status = process.waitFor();
                        String said = Files.readString(out);
                        Files.delete(out);
                        return new CommandResult(List.of("diagnose"), status, said, "");
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                pool);
    }

    private int packets() {
        Matcher found = PACKETS.matcher(lab.exec(Lab.TARGET, "nft", "list", "chain", "ip", "f", "c")
                .expectSuccess()
                .stdout());
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    private void signal(String signal, Process process) {
        lab.exec(Lab.CLIENT, "kill", signal, Long.toString(process.pid())).expectSuccess();
    }

    @Test
    void refusedTargets_areSaidWithoutThePassword() {
        open(Lab.chain(1));
        for (String bad : List.of("ftp://host/", "https://user:secret@host/", "host:0", "http://host:0/", "a b")) {
            CommandResult result = run("diagnose", bad);
            assertThat(result.exitCode()).as(bad).isEqualTo(2);
            assertThat(result.stderr()).doesNotContain("secret").isNotBlank();
        }
        CommandResult other = run("diagnose", "-6", text(lab.target(Family.V4)));
        assertThat(other.exitCode()).as(other.stdout()).isEqualTo(2);
        assertThat(other.stderr()).contains("is an IPv4 address");
    }

    @Test
    void pageAndComparison_tellTheSame(@TempDir Path folder) throws Exception {
        open(Lab.chain(2));
        String target = text(lab.target(Family.V4));
        Path page = folder.resolve("page.html");
        CommandResult first = run("diagnose", "--json", "--html", page.toString(), "--tcp", "81", target);
        assertThat(Files.readString(page))
                .contains("refuses the port")
                .contains("<svg")
                .doesNotContain("<script");
        Path earlier = Files.writeString(folder.resolve("earlier.json"), first.stdout());
        CompletableFuture<CommandResult> again = start(line("--compare", earlier.toString(), "--tcp", "81", target));
        CommandResult healthy = run("diagnose", "--compare", earlier.toString(), target);
        assertThat(healthy.stdout()).contains("no longer: ").contains("refuses the port");
        assertThat(again.join().stdout()).contains("nothing changed since");
    }

    /** Not even ICMP sockets are allowed: TCP and UDP tell as much as they can. */
    @Test
    void withoutRights_whatCanBeSeenIsSaid() {
        open(Lab.chain(3));
        if (!isUserNamespace()) {
            lab.setPingGroupRange("1 0");
        }
        lab.answerFor("10.90.0.0/24");
        lab.nft(
                Lab.router(2),
                "table ip f { chain c { type filter hook forward priority 0; ip daddr " + BLACK_HOLE + " drop; }; }");
        CompletableFuture<CommandResult> open = start(Lab.unprivileged(line("--json", text(lab.target(Family.V4)))));
        CompletableFuture<CommandResult> closed =
                start(Lab.unprivileged(line("--json", "--tcp", "81", text(lab.target(Family.V6)))));
        CompletableFuture<CommandResult> silent =
                start(Lab.unprivileged(line("--json", "--deadline", "5s", BLACK_HOLE)));
        isHealthy(open.join());
        assertFirst(document(closed.join(), 1), "port-closed");
        JsonNode nothing = document(silent.join(), 1);
        assertThat(nothing.at("/findings").toString()).contains("black-hole").contains("host-down");
        if (!isUserNamespace()) {
            assertThat(nothing.at("/notLookedAt").toString()).contains("ICMP").contains("ping_group_range");
        }
    }

    private static boolean isUserNamespace() {
        return !Lab.unprivileged(List.of()).contains("--reuid");
    }
}
