// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;

/**
 * A loop whose poller the kernel refuses: poll(2) takes no more descriptors than the process may have, by the limit as
 * it is then.
 */
@InLab(tools = "prlimit")
class DyingLoopIT {
    @ParameterizedTest
    @ValueSource(strings = {"raw", "dgram"})
    void loopThatCannotPollAnyMore_failsItsOperations_andTheNextGetAnother(String transport) throws Exception {
        try (Lab lab = Lab.chain(0).open()) {
            Process program = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Dorg.pathtracer.poller=ppoll",
                            "-cp",
                            System.getProperty("java.class.path"),
                            DyingLoopProgram.class.getName(),
                            lab.target(Family.V4).getHostAddress(),
                            transport))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).isEqualTo("1");
                limit(program, "1:");
                assertThat(lines.readLine()).startsWith("SystemCallException: ppoll failed with EINVAL");
                limit(program, "1024:");
                program.getOutputStream().write('\n');
                program.getOutputStream().flush();
                assertThat(lines.lines().toList()).containsExactly("3", "0", "0");
                assertThat(program.waitFor()).isZero();
            } finally {
                program.destroyForcibly();
            }
        }
    }

    private static void limit(Process program, String descriptors) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder(
                        "prlimit", "--pid", Long.toString(program.pid()), "--nofile=" + descriptors)
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor()).isZero();
    }
}
