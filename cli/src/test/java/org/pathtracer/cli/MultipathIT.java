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

/** The real command on equal-cost routes of the kernel. */
class MultipathIT extends CommandInLab {
    @ParameterizedTest
    @EnumSource
    void json_hasTheWholeDiamond(Family family) {
        open(Lab.chain(2).ecmp(1, 3));
        CommandResult result =
                run("multipath", "--json", "--confidence", "0.9999", "--rate-limit", "0", text(lab.target(family)));
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        JsonNode json = Schemas.valid("multipath-1.json", result.stdout());
        assertThat(json.get("protocol").asText()).isEqualTo("udp");
        assertThat(json.get("vertices")).hasSize(6);
        assertThat(json.get("edges")).hasSize(7);
        assertThat(json.get("paths")).hasSize(3);
        assertThat(json.at("/diamonds/0/maxWidth").intValue()).isEqualTo(3);
        assertThat(json.at("/confidence/graph").doubleValue()).isGreaterThanOrEqualTo(0.9999);
    }

    @Test
    void text_isATree_andDrawingsAreFiles(@TempDir Path directory) throws Exception {
        open(Lab.chain(2).ecmp(1, 3));
        Path svg = directory.resolve("graph.svg");
        Path dot = directory.resolve("graph.dot");
        CommandResult result = run(
                "multipath",
                "--confidence",
                "0.9999",
                "--rate-limit",
                "0",
                "--svg",
                svg.toString(),
                "--dot",
                dot.toString(),
                text(lab.target(Family.V4)));
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout())
                .contains("diamond from " + text(lab.routerAddress(1, Family.V4)))
                .contains("3 wide, 2 long")
                .contains("reached, 3 paths, 6 vertices");
        assertThat(svg).content().startsWith("<svg ").contains(text(lab.target(Family.V4)));
        assertThat(dot).content().startsWith("digraph");
        assertThat(Files.list(directory)).hasSize(2);
    }

    @Test
    void filteredTarget_isStatus1WithTheGraphUpToThere() {
        open(Lab.chain(2).blackhole(2));
        CommandResult result = run("multipath", "--json", "-w", "300ms", text(lab.target(Family.V4)));
        assertThat(result.exitCode()).isEqualTo(1);
        JsonNode json = Schemas.valid("multipath-1.json", result.stdout());
        assertThat(json.get("reached").booleanValue()).isFalse();
        assertThat(json.get("vertices")).hasSize(2);
        assertThat(json.get("stopReason").asText()).isEqualTo("gap-limit");
    }

    @Test
    void severalTargets_haveAGraphEach_andAnUnknownOneDoesNotStopThem() {
        open(Lab.chain(2));
        String first = text(lab.target(Family.V4));
        String second = text(lab.routerAddress(1, Family.V4));
        CommandResult lines = run("multipath", "--jsonl", "-n", "--rate-limit", "0", first, second);
        assertThat(lines.exitCode()).as(lines.stderr()).isZero();
        assertThat(lines.stdout()
                        .lines()
                        .map(line -> Schemas.valid("multipath-1.json", line)
                                .get("target")
                                .asText()))
                .containsExactly(first, second);
        CommandResult whole = run("multipath", "--json", "-n", "--rate-limit", "0", "nowhere.invalid", second);
        assertThat(whole.exitCode()).isEqualTo(1);
        JsonNode json = Schemas.valid("multipaths-1.json", whole.stdout());
        assertThat(json.get("reached").booleanValue()).isFalse();
        assertThat(json.at("/targets/0/error").asText()).contains("nowhere.invalid");
        Schemas.valid("multipath-1.json", json.at("/targets/1").toString());
        assertThat(run("multipath", "-n", "--rate-limit", "0", second + "/32", first)
                        .stdout())
                .containsSubsequence("paths to " + second, "reached, 1 path", "paths to " + first, "reached, 1 path");
    }

    @Test
    void diff_tellsWhatHasChanged(@TempDir Path directory) throws Exception {
        open(Lab.chain(2).ecmp(1, 3));
        String target = text(lab.target(Family.V4));
        String[] line = {"multipath", "--json", "-n", "--confidence", "0.9999", "--rate-limit", "0", target};
        Path earlier = directory.resolve("earlier.json");
        String then = run(line).stdout();
        Files.writeString(earlier, then);
        CommandResult same = run(
                "multipath", "--diff", earlier.toString(), "-n", "--confidence", "0.9999", "--rate-limit", "0", target);
        assertThat(same.stdout().lines().toList()).last().asString().matches("since 20.*Z nothing has changed");
        String gone = Schemas.valid("multipath-1.json", then)
                .at("/vertices/1/address")
                .asText();
        Files.writeString(earlier, then.replace(gone, "10.78.99.9"));
        line[1] = "--diff=" + earlier;
        assertThat(run(line).stdout()).contains("found now, not then: " + gone, "found then, not now: 10.78.99.9");
        CommandResult other = run("multipath", "--diff", earlier.toString(), "10.77.9.9");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.stderr()).contains("has the paths to " + target + ", and not to 10.77.9.9");
    }
}
