// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.cli.option.FormatOptions;
import picocli.CommandLine;

/** Only where JSON was asked for, a failure is a document. */
class FailureFormatTest {
    @ParameterizedTest
    @CsvSource({
        "--json, true",
        "--jsonl, true",
        "--format=json, true",
        "--format=csv, false",
        "--format=atlas, false",
        "--format=text, false"
    })
    void failure_isADocumentForJson(String option, boolean expected) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FailureFormat failures = new FailureFormat();
        failures.choose(new CommandLine(new FormatOptions()).parseArgs(option));
        failures.print(new PrintStream(out, true, StandardCharsets.UTF_8), "It failed.");
        assertThat(out.toString(StandardCharsets.UTF_8).contains("pathtracer/failure/1"))
                .isEqualTo(expected);
    }
}
