// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.samples.Schemas;

/** Diagnoses of real kernels with real faults, by command. */
class DiagnoseIT extends CommandInLab {
    private JsonNode diagnose(int status, String... args) {
        String[] line = new String[args.length + 2];
        line[0] = "diagnose";
        line[1] = "--json";
        System.arraycopy(args, 0, line, 2, args.length);
        CommandResult result = run(line);
        JsonNode diagnosis = Schemas.valid("diagnose-1.json", result.stdout());
        assertThat(result.exitCode()).as(result.stdout()).isEqualTo(status);
        return diagnosis;
    }

    private static void assertFirst(JsonNode diagnosis, String kind) {
        assertThat(diagnosis.at("/findings/0/kind").asText())
                .as(diagnosis.toPrettyString())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource
    void pathWithoutFault_isHealthy(Family family) {
        open(Lab.chain(4));
        JsonNode diagnosis = diagnose(0, text(lab.target(family)));
        assertThat(diagnosis.get("healthy").booleanValue()).isTrue();
        assertThat(diagnosis.get("probesSent").intValue()).isLessThanOrEqualTo(600);
    }

    @ParameterizedTest
    @EnumSource
    void closedPort_isOneOfTheTarget(Family family) {
        open(Lab.chain(2));
        JsonNode diagnosis = diagnose(1, "--tcp", "81", text(lab.target(family)));
        assertFirst(diagnosis, "port-closed");
        assertThat(diagnosis.at("/findings/0/place/address").asText()).isEqualTo(text(lab.target(family)));
    }

    @ParameterizedTest
    @EnumSource
    void silentFilterOfAPort_isFoundBehindItsRouter(Family family) {
        open(Lab.chain(3));
        lab.nft(
                Lab.router(2),
                "table inet f { chain c { type filter hook forward priority 0; tcp dport 8080 drop; }; }");
        JsonNode diagnosis = diagnose(1, "--tcp", "8080", text(lab.target(family)));
        assertFirst(diagnosis, "filtered");
        assertThat(diagnosis.at("/findings/0/place/from").asText())
                .isEqualTo(labHops(family).get(1));
    }

    @ParameterizedTest
    @EnumSource
    void prohibition_isTheRouters(Family family) {
        open(Lab.chain(3));
        lab.nft(
                Lab.router(2),
                "table inet f { chain c { type filter hook forward priority 0; reject with icmpx admin-prohibited; }; }");
        JsonNode diagnosis = diagnose(1, text(lab.target(family)));
        assertFirst(diagnosis, "prohibited");
        assertThat(diagnosis.at("/findings/0/place/address").asText())
                .isEqualTo(labHops(family).get(1));
    }

    @ParameterizedTest
    @EnumSource
    void vanishingLargePackets_areAnMtuBlackHole(Family family) {
        open(Lab.chain(3).mtu(2, 1400));
        lab.nft(
                Lab.router(2),
                "table inet mute { chain out { type filter hook output priority 0; "
                        + (family == Family.V4
                                ? "icmp type destination-unreachable icmp code frag-needed drop; }; }"
                                : "icmpv6 type packet-too-big drop; }; }"));
        JsonNode diagnosis = diagnose(1, text(lab.target(family)));
        assertFirst(diagnosis, "mtu-black-hole");
        assertThat(diagnosis.at("/findings/0/place/from").asText())
                .isEqualTo(labHops(family).get(1));
    }

    @ParameterizedTest
    @EnumSource
    void narrowLinkThatReports_isHealthy(Family family) {
        open(Lab.chain(3).mtu(2, 1400));
        assertThat(diagnose(0, text(lab.target(family))).get("healthy").booleanValue())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void lossyLink_isFoundBetweenItsRouters(Family family) {
        open(Lab.chain(4));
        lab.nft(
                Lab.router(3),
                "table inet l { chain c { type filter hook forward priority 0; numgen random mod 100 < 25 drop; }; }");
        JsonNode diagnosis = diagnose(1, text(lab.target(family)));
        assertFirst(diagnosis, "link-loss");
        assertThat(diagnosis.at("/findings/0/place/from").asText())
                .isEqualTo(labHops(family).get(2));
    }

    @ParameterizedTest
    @EnumSource
    void blackHole_isSilentBehindItsRouter(Family family) {
        open(Lab.chain(4));
        lab.nft(Lab.router(2), "table inet f { chain c { type filter hook forward priority 0; drop; }; }");
        JsonNode diagnosis = diagnose(1, text(lab.target(family)));
        assertThat(diagnosis.at("/findings/0/kind").asText()).isIn("black-hole", "host-down");
        assertThat(diagnosis.at("/findings/0").toString()).contains("black-hole");
    }

    @Test
    void refusedTargets_areSaidWithoutThePassword() {
        open(Lab.chain(1));
        for (String bad :
                new String[] {"ftp://host/", "https://user:secret@host/", "host:0", "http://host:0/", "a b"}) {
            CommandResult result = run("diagnose", bad);
            assertThat(result.exitCode()).as(bad).isEqualTo(2);
            assertThat(result.stderr()).doesNotContain("secret").isNotBlank();
        }
    }

    @Test
    void shortDeadline_isKeptAndSaid() {
        open(Lab.chain(3).blackhole(2));
        JsonNode diagnosis = diagnose(1, "--deadline", "1s", text(lab.target(Family.V4)));
        assertThat(diagnosis.get("stopReason").asText()).isEqualTo("deadline");
        assertThat(diagnosis.get("notLookedAt").toString()).contains("deadline");
        assertThat(diagnosis.get("durationMs").doubleValue()).isLessThanOrEqualTo(1000);
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
        CommandResult again = run("diagnose", "--compare", earlier.toString(), "--tcp", "81", target);
        assertThat(again.stdout()).contains("nothing changed since");
        CommandResult healthy = run("diagnose", "--compare", earlier.toString(), target);
        assertThat(healthy.stdout()).contains("no longer: The target");
    }

    @Test
    void withoutRights_theSameIsFound() {
        open(Lab.chain(2));
        CommandResult result =
                runUnprivileged(Lab.CLIENT, "diagnose", "--json", "--tcp", "81", text(lab.target(Family.V4)));
        assertFirst(Schemas.valid("diagnose-1.json", result.stdout()), "port-closed");
    }
}
