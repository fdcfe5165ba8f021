// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.cli.output.ExitStatus;

/** Every command and option with what it can't take: status 2, nothing on stdout, and one sentence that says why. */
class BadArgumentsTest {
    @TempDir
    static Path folder;

    private static ArgumentTable table;

    @BeforeAll
    static void makeFiles() throws IOException {
        table = new ArgumentTable(folder);
    }

    static List<ArgumentTable.Line> lines() {
        return ArgumentTable.lines();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void badLine_getsOneSentenceAndStatus2(ArgumentTable.Line line) {
        ArgumentTable.Outcome outcome = table.run(line);
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.INVALID);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("pathtracer: ")
                .contains(line.expected())
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain("\033");
        assertThat(outcome.err().lines().filter(text -> !text.startsWith("Try '")))
                .hasSize(1);
    }

    @Test
    void table_isLong() {
        assertThat(lines()).hasSizeGreaterThan(250);
    }
}
