// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void lineEndsOfAnySystem_areLineEnds() {
        assertThat(Printable.paragraph("first\r\n  second\nthird")).isEqualTo("first\n  second\nthird");
    }

    @Test
    void controlCharacters_areQuestionMarks() {
        assertThat(Printable.paragraph("a\rb\u001b[31m")).isEqualTo("a?b?[31m");
        assertThat(Printable.line("a\nb\r\nc")).isEqualTo("a?b??c");
    }
}
