// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.testkit.check.Checks;
import org.pathtracer.testkit.scenario.ScenarioReader;

/**
 * A network described in a file, with the traces that are expected in it. {@code docs/testkit.md} has the format.
 *
 * @param name of the scenario: its file's, without the ending
 * @param description a sentence
 * @param topology the network
 * @param traces what must come of which traces
 * @since 0.1.0
 */
public record Scenario(String name, String description, Topology topology, List<ExpectedTrace> traces) {
    private static final String ENDING = ".toml";
    private static final List<String> BUILT_IN = List.of(
            "demo",
            "seven-hops",
            "silent-hops",
            "reverse-order",
            "minimum-packets",
            "thirty-hops",
            "paris",
            "lossy",
            "loop",
            "black-hole",
            "unreachable",
            "path-mtu",
            "udp-ports",
            "tcp-ports",
            "mpls",
            "nat",
            "redirection",
            "diamonds",
            "wide",
            "asymmetric",
            "interfaces",
            "tampering",
            "slow-answers",
            "forger");

    /** Copies the list. */
    public Scenario {
        traces = List.copyOf(traces);
    }

    /** Names of the scenarios that come with the testkit. */
    public static List<String> builtIn() {
        return BUILT_IN;
    }

    /**
     * A scenario that comes with the testkit.
     *
     * @throws InvalidRequestException if there is none of this name
     */
    public static Scenario named(String name) {
        Checks.require(
                BUILT_IN.contains(name),
                "there is no scenario \"%s\"; there are: %s".formatted(name, String.join(", ", BUILT_IN)));
        String file = name + ENDING;
        try (InputStream in = Scenario.class.getResourceAsStream("scenarios/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the testkit lacks its file " + file);
            }
            return parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a scenario file.
     *
     * @throws InvalidRequestException with file, line, and what is wrong
     * @throws UncheckedIOException if the file can't be read
     */
    public static Scenario read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the text of a scenario file.
     *
     * @param file its name, for messages
     * @throws InvalidRequestException with file, line, and what is wrong
     */
    public static Scenario parse(String file, String text) {
        String last = String.valueOf(Path.of(file).getFileName());
        String name = last.endsWith(ENDING) ? last.substring(0, last.length() - ENDING.length()) : last;
        ScenarioReader.Content content = ScenarioReader.read(file, text);
        return new Scenario(
                name,
                content.description(),
                new Topology(content.network()),
                content.traces().stream().map(ExpectedTrace::new).toList());
    }
}
