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
}
