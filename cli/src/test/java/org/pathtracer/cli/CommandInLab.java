// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.pathtracer.lab.Chain;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.samples.Schemas;

/** What the tests of the real command share. */
@InLab(tools = {"nft", "setpriv"})
abstract class CommandInLab {
    Lab lab = null;

    Lab open(Chain chain) {
        lab = chain.open();
        return lab;
    }

    @AfterEach
    void close() {
        if (lab != null) {
            lab.close();
        }
    }

    CommandResult run(String... args) {
        return lab.exec(Lab.CLIENT, TheCommand.line(args));
    }

    CommandResult runUnprivileged(String node, String... args) {
        return lab.exec(node, Lab.unprivileged(TheCommand.line(args)));
    }

    /** Traces the target and gives the document, whatever the exit status. */
    JsonNode trace(Family family, String... options) {
        return document(run(traceLine(family, options)));
    }

    String[] traceLine(Family family, String... options) {
        String[] line = new String[options.length + 3];
        line[0] = "trace";
        line[1] = "--json";
        System.arraycopy(options, 0, line, 2, options.length);
        line[line.length - 1] = text(lab.target(family));
        return line;
    }

    static JsonNode document(CommandResult result) {
        assertThat(result.exitCode()).as(result.stderr()).isIn(0, 1);
        return Schemas.valid("trace-1.json", result.stdout());
    }

    /** The first responder at each TTL. */
    static List<String> addresses(JsonNode trace) {
        return elements(trace.get("hops")).stream()
                .map(hop -> hop.at("/responders/0/address").asText("*"))
                .toList();
    }

    static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    List<String> labHops(Family family) {
        return lab.hops(family).stream().map(CommandInLab::text).toList();
    }

    static String text(InetAddress address) {
        return AddressText.of(address);
    }
}
