// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Lab;
import org.pathtracer.samples.Schemas;

class DoctorIT extends CommandInLab {
    @BeforeEach
    void openAChain() {
        open(Lab.chain(1));
    }

    @Test
    void privileged_works_withRaw() {
        CommandResult result = run("doctor");
        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout())
                .startsWith("raw")
                .endsWith("`pathtracer trace` works here with raw (ICMP, IPv4 and IPv6)\n")
                .contains("java: " + System.getProperty("java.runtime.version"));
    }

    @Test
    void unprivileged_works_withDgram_andTellsWhatRawTakes() {
        CommandResult result = runUnprivileged(Lab.CLIENT, "doctor");
        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout())
                .contains("works here with dgram (ICMP, IPv4 and IPv6)")
                .containsPattern("to enable it: .*net_raw");
    }

    @Test
    void ownLoss_isSaidToBeCounted_withTheReceiveBuffer() {
        String counted =
                "works: .*packets that this host loses itself are counted \\(receive buffer of [1-9]\\d+ KiB\\)";
        assertThat(run("doctor").stdout())
                .containsPattern("ICMP IPv4, .*" + counted)
                .containsPattern("UDP IPv4, .*" + counted);
        assertThat(runUnprivileged(Lab.CLIENT, "doctor").stdout()).containsPattern("UDP IPv4, .*" + counted);
    }

    @Test
    void nothingPermitted_isStatus3_withBothRemedies() {
        CommandResult result = runUnprivileged("r1", "doctor");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout())
                .contains("`pathtracer trace` does not work here yet, but with UDP or TCP: `pathtracer trace -U`")
                .containsPattern("to enable it: .*net_raw")
                .containsPattern("to enable it: .*ping_group_range");
    }

    @Test
    void json_isAsTheSchemaSays() {
        CommandResult works = run("doctor", "--json");
        JsonNode document = Schemas.valid("doctor-1.json", works.stdout());
        assertThat(works.exitCode()).isZero();
        assertThat(document.at("/transports/0/name").asText()).isEqualTo("raw");
        assertThat(document.at("/transports/0/checks/0/protocol").asText()).isEqualTo("icmp");
        CommandResult refused = runUnprivileged("r1", "doctor", "--jsonl");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.stdout()).hasLineCount(1);
        assertThat(Schemas.valid("doctor-1.json", refused.stdout()).get("works").booleanValue())
                .isFalse();
    }

    @Test
    void selfCheck_findsEveryTransportAsPromised() {
        JsonNode privileged = selfCheck(run("doctor", "--self-check", "--json"));
        assertThat(privileged)
                .extracting(finding -> finding.get("transport").asText())
                .contains("raw", "dgram");
        selfCheck(runUnprivileged(Lab.CLIENT, "doctor", "--self-check", "--json"));
        assertThat(run("doctor", "--self-check").stdout())
                .containsPattern("passed  raw IPv4 timeout: given up after \\d+")
                .containsPattern("passed  raw IPv6 in-flight: 200 of 200 answered")
                .doesNotContain("FAILED");
    }

    private static JsonNode selfCheck(CommandResult result) {
        JsonNode document = Schemas.valid("doctor-1.json", result.stdout());
        assertThat(document.get("selfCheck"))
                .hasSizeGreaterThanOrEqualTo(12)
                .allSatisfy(
                        finding -> assertThat(finding.get("outcome").asText()).isEqualTo("passed"));
        assertThat(result.exitCode()).isZero();
        return document.get("selfCheck");
    }
}
