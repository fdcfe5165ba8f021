// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.TraceResult;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.ping.LivePing;
import org.pathtracer.report.Reports;
import org.pathtracer.testkit.result.PingResults;
import picocli.CommandLine;

/** The formats of the commands. */
class FormatsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false);

    private String run(String... line) {
        out.reset();
        PathTracerCommand.run(terminal, line);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void format_printsWhatAnApplicationPrints() {
        TraceResult trace = Reports.fromJson(run("demo", "mpls", "--format", "json"), TraceResult.class);
        assertThat(run("demo", "mpls", "--format", "csv")).isEqualTo(Reports.csv(trace));
        assertThat(run("demo", "mpls", "--format", "svg")).isEqualTo(Reports.svg(trace));
        assertThat(run("demo", "mpls", "--format", "html")).startsWith("<!DOCTYPE html>");
        assertThat(run("demo", "mpls", "--format", "text", "--pace", "0ms")).startsWith("pathtracer to ");
    }

    @Test
    void atlasOfATrace_isWhatRipeAtlasHas() throws Exception {
        JsonNode trace = new ObjectMapper().readTree(run("demo", "mpls", "--format", "atlas"));
        assertThat(trace.get("type").asText()).isEqualTo("traceroute");
        assertThat(trace.get("fw").intValue()).isEqualTo(5000);
        assertThat(trace.get("size").intValue()).isEqualTo(32);
        assertThat(trace.get("result").isEmpty()).isFalse();
        assertThat(trace.at("/result/0/hop").intValue()).isEqualTo(1);
    }

    @Test
    void atlasOfAPing_isPrintedAtTheEnd() throws Exception {
        FormatOptions format = CommandLine.populateCommand(new FormatOptions(), "--format", "atlas");
        LiveReport<PingEvent, PingResult> report =
                LivePing.of(terminal, PingRequest.to("a.example").build(), format);
        report.onResult(PingResults.to("a.example").lost(2).build());
        JsonNode ping = new ObjectMapper().readTree(out.toByteArray());
        assertThat(ping.get("type").asText()).isEqualTo("ping");
        assertThat(ping.get("sent").intValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trace|dot|choose text, json, csv, html, svg, atlas",
                "ping|mermaid|choose text, json, csv, html, svg, atlas",
                "monitor|atlas|choose text, json, csv, html, svg",
                "mtu|atlas|choose text, json, csv, html, svg",
                "multipath|atlas|choose text, json, csv, html, svg, dot, mermaid",
                "trace|xml|is not a format: write text, json, csv, html, svg, dot, mermaid or atlas"
            })
    void formatThatDoesNotSuit_isRefusedBeforeAnythingIsSent(String command, String format, String sentence) {
        // The target could not be resolved either.
        int status = PathTracerCommand.run(terminal, command, "--format", format, "no such host");
        assertThat(status).isEqualTo(ExitStatus.INVALID);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(sentence);
        assertThat(out.toByteArray()).isEmpty();
    }

    @Test
    void formatBesideJson_isRefused() {
        assertThat(PathTracerCommand.run(terminal, "trace", "--json", "--format", "csv", "127.0.0.1"))
                .isEqualTo(ExitStatus.INVALID);
    }

    @Test
    void formatOfStoppingPoints_isTextOrJson() {
        assertThat(run("multipath", "--stopping-points", "--format", "json")).contains("pathtracer/stopping-points/1");
        assertThat(run("multipath", "--stopping-points", "--format", "svg")).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("choose text, json");
    }
}
