// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.samples.Schemas;

/** The path MTU by command: what it shows, and with which status it ends. */
class MtuIT extends CommandInLab {
    private static JsonNode mtu(CommandResult result) {
        assertThat(result.stderr()).isEmpty();
        return Schemas.valid("mtu-1.json", result.stdout());
    }

    @ParameterizedTest
    @CsvSource({"V4, false", "V4, true", "V6, false", "V6, true"})
    void narrowLink_isFoundWithItsHop(Family family, boolean unprivileged) {
        open(Lab.chain(4).mtu(3, 1400));
        String[] line = {"mtu", "--json", text(lab.target(family))};
        CommandResult result = unprivileged ? runUnprivileged(Lab.CLIENT, line) : run(line);
        JsonNode mtu = mtu(result);
        assertThat(result.exitCode()).isZero();
        assertThat(mtu.get("pathMtu").intValue()).isEqualTo(1400);
        assertThat(mtu.get("verdict").asText()).isEqualTo("reported");
        assertThat(mtu.at("/limitingHop/ttl").intValue()).isEqualTo(3);
        assertThat(mtu.at("/limitingHop/address").asText())
                .isEqualTo(labHops(family).get(2));
        assertThat(mtu.get("transport").asText()).isEqualTo(unprivileged ? "dgram" : "raw");
    }

    @ParameterizedTest
    @EnumSource
    void blackHole_isNamedInText(Family family) {
        open(Lab.chain(3).mtu(2, 1450));
        lab.nft(
                Lab.router(2),
                "table inet mute { chain out { type filter hook output priority 0; "
                        + (family == Family.V4
                                ? "icmp type destination-unreachable icmp code frag-needed drop; }; }"
                                : "icmpv6 type packet-too-big drop; }; }"));
        CommandResult result = run("mtu", "-q", "2", text(lab.target(family)));
        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout())
                .contains("  1450 bytes  fits ")
                .contains("path MTU 1450 bytes, black hole: larger packets vanish without a word behind hop 2 ("
                        + labHops(family).get(1) + ")");
    }

    @ParameterizedTest
    @EnumSource
    void bounds_areKept(Family family) {
        open(Lab.chain(1));
        JsonNode mtu = mtu(run(
                "mtu", "--jsonl", "--min-size", "1300", "--max-size", "1400", "--tos", "8", text(lab.target(family))));
        assertThat(mtu.get("verdict").asText()).isEqualTo("largest-size");
        assertThat(mtu.get("pathMtu").intValue()).isEqualTo(1400);
        assertThat(elements(mtu.get("steps")))
                .allSatisfy(step -> assertThat(step.get("size").intValue()).isBetween(1300, 1400));
    }

    @ParameterizedTest
    @EnumSource
    void silentTarget_isStatusOne(Family family) {
        open(Lab.chain(2).blackhole(1));
        CommandResult result = run("mtu", "--json", "-w", "100ms", "--deadline", "20s", text(lab.target(family)));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(mtu(result).get("verdict").asText()).isEqualTo("unanswered");
    }
}
