// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.InvalidRequestException;

/** A scenario file with an error is refused with file, line, and what is wrong. */
class ScenarioErrorsTest {
    private static final String RIGHT = """
            description = "three nodes" # line 1

            [source.client]
            [router.r1]
            [destination.server]
            [[link]] # line 6
            path = ["client", "r1",
                "server",]
            """;

    @Test
    void right_read(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.toml"), RIGHT);
        Scenario scenario = Scenario.read(file);
        assertThat(scenario.name()).isEqualTo("mine");
        assertThat(scenario.description()).isEqualTo("three nodes");
        assertThat(scenario.topology().links()).hasSize(2);
        assertThat(Scenario.parse("windows.toml", RIGHT.replace("\n", "\r\n"))
                        .topology()
                        .links())
                .hasSize(2);
    }

    /** What is put behind the lines above, with ; for line ends. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "colour = \"red\"                          | 9  | unknown key colour",
                "delay = \"5\"                             | 9  | delay is \"5\"",
                "delay = 5                                 | 9  | a string in quotes",
                "delay = \"48m\";loss = 7                  | 10 | loss is 7.0, but must be from 0 to 1",
                "loss = \"a\"                              | 9  | loss must be a number",
                "weight = 1.5                              | 9  | weight must be a whole number",
                "one-way = 1                               | 9  | one-way must be true or false",
                "delay = \"5ms                             | 9  | the string does not end",
                "delay =                                   | 9  | the value is missing",
                "delay \"5ms\"                             | 9  | then =",
                "delay = \"5ms\" x                         | 9  | something behind",
                "delay = \"5ms\";delay = \"6ms\"           | 10 | delay is there twice",
                "delay = 1979-05-27                        | 9  | neither a number",
                "from = [\"r1\"                            | 9  | the array does not end",
                "from = [\"r1\" \"r2\"]                    | 9  | expected , or ]",
                "[router.r1]                               | 9  | the table [router.r1] is there twice",
                "[router.r 2]                              | 9  | no name of a table",
                "[router.r2                                | 9  | does not end with ]",
                "[router]                                  | 9  | the name is missing",
                "[switch.s1]                               | 9  | unknown table [switch.s1]",
                "[router.lost]                             | 9  | no link leads from the source to \"lost\"",
                ";[router.r2];address = \"10.0.0\"         | 11 | \"10.0.0\" is not",
                "[router.r2];address = [1]                 | 10 | address must be a string",
                "[router.r2];rejects = [1]                 | 10 | rejects takes two codes",
                "[router.r2];balancing = \"fair\"          | 10 | balancing is \"fair\"",
                "[router.server]                           | 9  | two nodes named \"server\"",
                "[[link]];path = [\"r1\", \"r9\"]          | 9  | unknown node \"r9\"",
                "[[link]];from = \"r1\"                    | 9  | or from and to",
                "[[link]];path = [\"client\", \"r1\"]      | 9  | two links between",
                "[[route]];node = \"r1\"                   | 9  | leads nowhere",
                "[[route]];via = \"r1\"                    | 9  | node is missing",
                "[[return]];node = \"r1\";path = \"r1\"    | 9  | no link",
                "[[attacker]];replies = 0                  | 10 | forged replies is 0",
                "[[trace]];to = \"r9\"                     | 10 | unknown node \"r9\"",
                "[[trace]];to = \"server\";stop = \"x\"    | 11 | stop is \"x\"",
                "[[trace]];to = \"server\";hops = \"r1\"   | 11 | \"r1\" is no hop",
                "[[trace]];to = \"server\";max-hops = 999  | 11 | max hops is 999",
            })
    void wrong_fileLineAndSentence(String lines, int line, String sentence) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() ->
                        Scenario.parse("some/file.toml", RIGHT + lines.strip().replace(';', '\n') + "\n"))
                .withMessageStartingWith("some/file.toml:%d: ".formatted(line))
                .withMessageContaining(sentence);
    }

    @Test
    void unknownBuiltIn_namedWithThoseThereAre() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Scenario.named("nothing"))
                .withMessageContaining("seven-hops, silent-hops");
    }
}
