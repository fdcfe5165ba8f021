// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.multipath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.MultipathResult;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.report.Reports;
import org.pathtracer.testkit.result.MultipathResults;
import picocli.CommandLine;

/** A graph on standard output. */
class DrawingOptionsTest {
    private static final MultipathResult RESULT =
            MultipathResults.to("a.example").path("192.0.2.1", "*", "192.0.2.9").build();

    private static FormatOptions format(String... options) {
        return CommandLine.populateCommand(new FormatOptions(), options);
    }

    private static String document(FormatOptions format, String... options) {
        DrawingOptions drawings = CommandLine.populateCommand(new DrawingOptions(), options);
        assertThat(drawings.onStandardOutput(format)).isTrue();
        return drawings.document(format, RESULT);
    }

    @Test
    void drawing_leavesOutSilentHopsIfAsked() {
        MultipathGraph part = RESULT.graph().withoutSilentHops();
        assertThat(part.vertices()).hasSizeLessThan(RESULT.vertices().size());
        assertThat(document(format("--format", "dot"), "--no-silent")).isEqualTo(Reports.dot(part));
        assertThat(document(format("--format", "mermaid"), "--no-silent")).isEqualTo(Reports.mermaid(part));
        assertThat(document(format("--format", "svg"), "--no-silent")).isEqualTo(Reports.svg(RESULT, part));
        assertThat(document(format("--format", "dot"))).isEqualTo(Reports.dot(RESULT));
        assertThat(document(format("--format", "csv"), "--no-silent")).isEqualTo(Reports.csv(RESULT));
    }

    @Test
    void mermaid_isTheFormatOfItsName() {
        assertThat(document(format(), "--mermaid")).isEqualTo(document(format("--format", "mermaid")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "svg", "mermaid"})
    void mermaidBesideAFormat_isRefused(String format) {
        DrawingOptions drawings = CommandLine.populateCommand(new DrawingOptions(), "--mermaid");
        assertThatThrownBy(() -> drawings.check(format("--format", format)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("choose one");
    }
}
