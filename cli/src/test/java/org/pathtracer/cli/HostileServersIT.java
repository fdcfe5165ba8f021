// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.samples.Schemas;

/**
 * Bufferbloat tests against servers that carry no load: without one there is nothing to grade, whatever the probes
 * beside it took.
 */
@InLab(tools = {"nginx", "nft", "setpriv"})
@SameForAllUsers
class HostileServersIT extends CommandInLab {
    private static RealServers nginx;
    private static HostileServer stub;

    @BeforeAll
    static void openServers(@TempDir Path folder) throws Exception {
        nginx = new RealServers(folder);
        nginx.nginxThatCarriesNoLoad();
        stub = new HostileServer(folder);
    }

    @AfterAll
    static void closeServers() {
        if (nginx != null) {
            nginx.close();
        }
        if (stub != null) {
            stub.close();
        }
    }

    /** Only for what the command is run in. */
    @BeforeEach
    void openLab() {
        open(Lab.chain(1));
    }

    static Stream<String> paths() {
        return Stream.of("none", "missing", "broken", "closing", "dripping", "unwritable");
    }

    /** The first has no document that says what to load; of the others, the document names what does this. */
    @ParameterizedTest
    @MethodSource("paths")
    void nginxThatCarriesNoLoad_getsNoGradeAndAReason(String path) {
        assertNoGrade(RealServers.HTTPS, "/" + path + "/nq", path.equals("unwritable") ? "up" : "down");
    }

    @ParameterizedTest
    @EnumSource
    void serverThatNeverAnswers_getsNoGradeAndAReason(HostileServer.Manner manner) {
        assertNoGrade(stub.port(manner), "/nq", "down");
    }

    private void assertNoGrade(int port, String path, String direction) {
        String[] line = {
            "bufferbloat",
            "--insecure",
            "--idle",
            "300ms",
            "--duration",
            "1s",
            "--interval",
            "250ms",
            "-w",
            "1s",
            "--direction",
            direction,
            "https://127.0.0.1:" + port + path
        };
        CommandResult text = run(line);
        assertThat(text.exitCode()).as(text.stdout() + text.stderr()).isEqualTo(ExitStatus.NOT_REACHED);
        assertThat(text.stdout())
                .containsPattern("grade unknown: \\S.{10,}")
                .doesNotContain("-0.0", "NaN", "Infinity", "grade A", "grade F");
        String[] json = Arrays.copyOf(line, line.length + 1);
        json[line.length] = "--json";
        JsonNode document = Schemas.valid("bufferbloat-1.json", run(json).stdout());
        assertThat(document.at("/grade").asText()).isEqualTo("unknown");
        assertThat(document.at("/failure/detail").asText()
                        + document.at("/notGradedReason").asText())
                .as(document.toString())
                .isNotBlank();
        assertThat(document.has("rpm")).as(document.toString()).isFalse();
        // Differences between the delays of two answers are below zero where the later came sooner.
        assertThat(document.toString().replaceAll("(lowest|highest)Ipdv\":-", ""))
                .doesNotContain("-0.0");
    }
}
