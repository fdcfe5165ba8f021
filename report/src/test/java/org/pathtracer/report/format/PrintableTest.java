// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

public class PrintableTest {
    @Test
    public void lineEndsOfAnySystem_areLineEnds() {
        assertThat(Printable.paragraph("first\r\n  second\nthird")).isEqualTo("first\n  second\nthird");
    }

    @Test
    public void controlCharacters_areQuestionMarks() {
        assertThat(Printable.paragraph("a\rb\u001b[31m")).isEqualTo("a?b?[31m");
        assertThat(Printable.line("a\nb\r\nc")).isEqualTo("a?b??c");
    }
}
