// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.samples.Schemas;
import org.pathtracer.testkit.Scenario;

/** The demonstration: needs no network, so it runs right here. */
class DemoCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        return PathTracerCommand.run(terminal, args);
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    static Stream<String> scenarios() {
        return Scenario.builtIn().stream();
    }

    @Test
    void demo_showsEveryHopOfItsNetwork() {
        assertThat(run("demo", "--pace", "0ms")).isZero();
        assertThat(output().lines())
                .hasSize(1 + 8 + 1 + 1) // header, hops, segments, summary
                .anyMatch(line -> line.contains("192.168.1.1") && line.contains("1.000 ms"))
                .anyMatch(line -> line.strip().startsWith("6  *  *  *"))
                .anyMatch(line -> line.contains("203.0.113.80") && line.contains("98.000 ms"))
                .anyMatch(line -> line.startsWith("segments of the whole path: lan 1, "))
                .last()
                .asString()
                .startsWith("reached in 8 hops");
    }

    @Test
    void namesOfTheFile_areShown(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.toml"), """
                [source.client]
                [router.r1]
                hostname = "gw.example"
                [destination.server]
                [[link]]
                path = ["client", "r1", "server"]
                """);
        assertThat(run("demo", "--pace", "0ms", file.toString())).isZero();
        assertThat(output()).contains("gw.example").contains("reached in 2 hops");
    }

    @Test
    void file_isTraced_alsoIfItDescribesNoTrace(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.toml"), """
                description = "two hops"
                [source.client]
                [router.r1]
                address = "192.0.2.1"
                [destination.server]
                address = "192.0.2.80"
                [[link]]
                path = ["client", "r1", "server"]
                """);
        assertThat(run("demo", "--pace", "0ms", file.toString())).isZero();
        assertThat(output()).contains("192.0.2.1").contains("reached in 2 hops");
        assertThat(run("demo", "-6", file.toString())).isEqualTo(ExitStatus.INVALID);
        assertThat(run("demo", folder.resolve("none.toml").toString())).isEqualTo(ExitStatus.INVALID);
    }

    @Test
    void ipv6_isTracedToo() {
        assertThat(run("demo", "--pace", "0ms", "-6")).isZero();
        assertThat(output()).contains("2001:db8:5::80");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyScenario_givesAValidDocument(String name) {
        int status = run("demo", name, "--json");
        JsonNode document = Schemas.valid("trace-1.json", output());
        assertThat(document.get("reached").asBoolean()).isEqualTo(status == ExitStatus.DONE);
        assertThat(document.get("transport").asText()).isEqualTo("simulated");
    }

    @Test
    void list_namesThemAll() {
        assertThat(run("demo", "--list")).isZero();
        assertThat(output().lines().map(line -> line.split(" ", 2)[0])).isEqualTo(List.copyOf(Scenario.builtIn()));
    }

    @Test
    void unknownScenario_isInvalidAndListsTheKnown() {
        assertThat(run("demo", "nosuch")).isEqualTo(ExitStatus.INVALID);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nosuch").contains("silent-hops");
        assertThat(output()).isEmpty();
    }
}
