// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.lab.Arm64Jvm;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InArm64;
import org.pathtracer.lab.Lab;
import org.pathtracer.samples.Schemas;

/**
 * The command on Linux for arm64, as an ordinary user. The emulator refuses options of IPv6 sockets and the kernel's
 * times, so all of it is IPv4, and no test looks at times.
 */
@InArm64
class Arm64CommandIT extends CommandInLab {
    private static final int ROUTERS = 4;

    private static Arm64Jvm arm64;

    @BeforeAll
    static void copyTheJava() {
        arm64 = Arm64Jvm.create();
    }

    @AfterAll
    static void removeTheJava() {
        if (arm64 != null) {
            arm64.close();
        }
    }

    private CommandResult runOnArm64(String... args) {
        List<String> line = arm64.line(TheCommand.javaArguments(args));
        return lab.exec(Lab.CLIENT, Lab.unprivileged(line));
    }

    @ParameterizedTest
    @CsvSource({"-I, icmp", "-U, udp", "-T, tcp"})
    void trace_findsEveryHop(String option, String protocol) {
        open(Lab.chain(ROUTERS));
        JsonNode trace = document(runOnArm64(traceLine(Family.V4, "--no-enrich", option)));
        assertThat(addresses(trace)).isEqualTo(labHops(Family.V4));
        assertThat(trace.get("reached").booleanValue()).isTrue();
        assertThat(trace.get("protocol").asText()).isEqualTo(protocol);
        assertThat(trace.get("transport").asText()).isEqualTo("dgram");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-I", "-U", "-T"})
    void ping_isAnswered(String option) {
        open(Lab.chain(ROUTERS));
        CommandResult result =
                runOnArm64("ping", "--json", option, "-c", "3", "-i", "20ms", text(lab.target(Family.V4)));
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        JsonNode ping = Schemas.valid("ping-1.json", result.stdout());
        assertThat(ping.get("received").asInt()).isEqualTo(3);
    }

    @Test
    void interfaces_areListed() {
        open(Lab.chain(1));
        CommandResult result = runOnArm64("interfaces", "--json");
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(Schemas.valid("interfaces-1.json", result.stdout()).toString())
                .contains(text(lab.client(Family.V4)));
    }
}
