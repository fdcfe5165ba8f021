// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/** Both ends as a user starts them: {@code serve} on a host, and {@code bufferbloat} on another. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BufferbloatIT extends CommandInLab {
    private static final int PATIENCE_SECONDS = 30;

    @Test
    void testAgainstAServerProcess_tellsWhatWasCarried(@TempDir Path folder) throws Exception {
        open(Lab.chain(1));
        Path page = folder.resolve("page.html");
        Process server = serve(folder);
        try (BufferedReader said = server.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine())
                    .startsWith("serving https://" + text(lab.target(Family.V4)) + ":4043/.well-known/nq");
            JsonNode result = bufferbloat(page);
            assertThat(result.at("/bytes/down").asLong()).isPositive();
            assertThat(result.at("/bytes/up").asLong()).isPositive();
            assertThat(result.at("/loaded/samples").asInt()).isPositive();
            // On a busy machine the load may grow to the end, or leave no request an answer: then there is no figure,
            // and
            // the result says so. The server's own tests want one.
            assertThat(result.has("rpm")
                            || result.at("/responsiveness").asText().equals("unknown"))
                    .as(result.toString())
                    .isTrue();
            assertThat(result.path("rpm").asDouble(1)).isPositive();
            assertThat(Files.readString(page)).contains("<svg").contains("round trips a minute");
            // Not by itself, which would close its streams.
            server.toHandle().destroy();
            assertThat(said.lines().collect(Collectors.joining())).matches("sent [1-9]\\d* bytes, received [1-9].*");
            assertThat(server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            server.destroyForcibly();
        }
    }

    private Process serve(Path folder) throws Exception {
        return new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        Lab.TARGET,
                        "setpriv",
                        "--pdeathsig",
                        "KILL",
                        "--",
                        "../pathtracer",
                        "serve",
                        "--cert-folder",
                        folder.toString(),
                        "--cert-name",
                        text(lab.target(Family.V4)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private JsonNode bufferbloat(Path page) {
        CommandResult result = lab.exec(
                Lab.CLIENT,
                "../pathtracer",
                "bufferbloat",
                "--insecure",
                "--json",
                "--idle",
                "500ms",
                "--duration",
                "4s",
                "--interval",
                "250ms",
                "--html",
                page.toString(),
                "https://" + text(lab.target(Family.V4)) + ":4043");
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return Schemas.valid("bufferbloat-1.json", result.stdout());
    }
}
