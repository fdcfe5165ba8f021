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

    @Test
    void moreNodesThanAddresses_areRefusedWithTheirLine() {
        StringBuilder text = new StringBuilder(RIGHT);
        for (int i = 0; i < 70; i++) {
            text.append("[[routers]]\nnames = \"n%dx1..1000\"\n".formatted(i));
        }
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Scenario.parse("mine.toml", text.toString()))
                .withMessageMatching("mine.toml:1[34]\\d: a network has at most 65535 nodes");
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
                "delay = \"5ms                             | 9  | Unexpected end of line, expected \" or a character (column 13)",
                "delay =                                   | 9  | Unexpected end of line, expected ', \"",
                "delay \"5ms\"                             | 9  | Unexpected \", expected = (column 7)",
                "delay = \"5ms\" x                         | 9  | Unexpected 'x', expected a newline",
                "delay = \"5ms\";delay = \"6ms\"           | 10 | delay previously defined at line 9",
                "delay = 1979-05-27                        | 9  | delay must be a string in quotes",
                "from = [\"r1\"                            | 10 | Unexpected end of input, expected ]",
                "from = [\"r1\" \"r2\"]                    | 9  | Unexpected \", expected ], a comma",
                "[router.r1]                               | 9  | router.r1 previously defined at line 4",
                "[router.r 2]                              | 9  | Unexpected '2', expected ] (column 11)",
                "[router.r2                                | 9  | Unexpected end of line, expected ]",
                "[router];silent = true                    | 10 | the name is missing",
                "[switch]                                  | 9  | unknown table [switch]",
                "[router.r2.r3];silent = true              | 9  | unknown key r3",
                "[[router.r2]]                             | 9  | the name is missing",
                "loss = nan                                | 9  | loss must be a number",
                "x = 1                                     | 9  | unknown key x",
                "[switch.s1]                               | 9  | unknown table [switch.s1]",
                "[router.lost]                             | 9  | no link leads from the source to \"lost\"",
                "from = \"client\";to = \"r1\"               | 6  | either a path of two or more nodes, or from and to",
                "[router.r2];address = \"10.0.0.300\"       | 10 | \"10.0.0.300\" is not",
                "[router.r2];address = \"10.0.0.010\"       | 10 | \"10.0.0.010\" is not",
                "[router.r2];address = \"1.2.3\"            | 10 | \"1.2.3\" is not",
                "[router.r2];address = \"fd00::1.2.3.456\"  | 10 | \"fd00::1.2.3.456\" is not",
                ";[router.r2];address = \"10.0.0\"         | 11 | \"10.0.0\" is not",
                "[router.r2];hostname = \"two words\"      | 10 | \"two words\" is empty or has a space",
                "[router.r2];hostname = \"10.0.0.9\"       | 10 | \"10.0.0.9\" is no host name",
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
                "[[trace]];to = \"server\";port = 80      | 9  | ICMP probes have no ports",
                "[[trace]];to = \"server\";protocol = \"x\" | 11 | protocol is \"x\", but must be one of icmp, udp",
                "[[trace]];to = \"server\";flow-method = \"x\" | 11 | must be one of paris, classic, dublin",
                "[[trace]];to = \"server\";source-port = 0 | 11 | source port is 0",
                "[[trace]];to = \"server\";hops = \"r1 1ms +x\" | 11 | \"+x\" is no mark",
                "[[trace]];to = \"server\";hops = \"r1 1ms +mpls=a\" | 11 | \"a\" is no MPLS label",
                "[[trace]];to = \"server\";hops = \"r1 1ms +changed=a\" | 11 | \"a\" is no header field",
                "[[routers]];names = \"a1..2000\"         | 10 | last number of the names",
                "[[routers]];names = \"r1..2\"            | 9  | two nodes named \"r1\"",
                "[[link]];from = \"r1\";to = \"a2..1\"     | 11 | last number of the names \"a2..1\" is 1",
                "[[attacker]];kinds = \"rumour\"          | 10 | kinds is \"rumour\", but must be one of echo-reply",
                "[router.r2];tcp-open = [80, \"90-80\"]   | 10 | last port is 80, but must be from 90",
                "[router.r2];udp-open = 70000              | 10 | port is 70000",
                "[router.r2];udp-filtered = \"dns\"       | 10 | \"dns\", which is neither a port nor",
                "[router.r2];tcp-filtered = [true]         | 10 | must be a string, a whole number, or an array",
                "[router.r2];mpls = [[1, 2]]               | 10 | a label is [label, traffic class, TTL]",
                "[router.r2];mpls = [[1048576, 0, 1]]      | 10 | MPLS label is 1048576",
                "[router.r2];mpls = [1]                    | 10 | array of arrays of whole numbers",
                "[router.r2];extension-form = \"odd\"     | 10 | extension-form is \"odd\", but must be one of standard",
                "[router.r2];translates = \"all\"         | 10 | translates is \"all\", but must be one of source",
                "[router.r2];translates-quotes = \"no\"   | 10 | must be one of restored, checksum-left, left",
                "[router.r2];redirects-to = \"r9\"        | 9  | unknown node \"r9\"",
                "[router.r2];redirects-to = \"r2\"        | 9  | only to another node",
                "[[interface]];node = \"r9\"              | 9  | unknown node \"r9\"",
                "[[interface]];name = \"eth0\"            | 9  | node is missing",
                "[[interface]];node = \"r1\";role = \"x\" | 11 | role is \"x\", but must be one of incoming",
                "[[interface]];node = \"r1\";address = \"x\" | 11 | not an IPv4 or IPv6 address",
                "[[interface]];node = \"r1\";index = -1   | 9  | interface index is -1",
                "[[extension]];node = \"r1\";hex = \"abc\" | 9  | multiple of 4",
                "[[extension]];node = \"r1\";class = 256  | 9  | class of an extension is 256",
                "[router.r2];[[link]];path = [\"r1\", \"r2\"];to-address = \"10.0.0.1\" | 10 | belongs to two nodes",
            })
    void wrong_fileLineAndSentence(String lines, int line, String sentence) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() ->
                        Scenario.parse("some/file.toml", RIGHT + lines.strip().replace(';', '\n') + "\n"))
                .withMessageStartingWith("some/file.toml:%d: ".formatted(line))
                .withMessageContaining(sentence);
    }

    @Test
    void deeplyNested_isRefused() {
        for (int depth : new int[] {100, 10_000}) {
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> Scenario.parse("mine.toml", "x = " + "[".repeat(depth) + "]".repeat(depth)))
                    .withMessageStartingWith("mine.toml:1: ");
        }
    }

    @Test
    void ordinaryToml_isRead() {
        Scenario scenario = Scenario.parse("mine.toml", """
                description = \"""two
                lines\"""
                source.client = {}
                [router]
                r1 = { silent = true }
                [destination.'server']
                [[link]]
                path = ['client', 'r1', 'server']
                """);
        assertThat(scenario.description()).isEqualTo("two\nlines");
        assertThat(scenario.topology().links()).hasSize(2);
    }

    @Test
    void unknownBuiltIn_namedWithThoseThereAre() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Scenario.named("nothing"))
                .withMessageContaining("seven-hops, silent-hops");
    }
}
