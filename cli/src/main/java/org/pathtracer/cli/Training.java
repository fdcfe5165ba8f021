// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pathtracer.cli.output.Terminal;

/**
 * Typical runs without any output, from which the launcher lets the JVM record the classes that later runs need. They
 * reach no farther than this host, and may fail.
 */
public final class Training {
    private static final List<String> COMMAND_LINES = List.of(
            "trace 127.0.0.1",
            "trace -4 --jsonl localhost",
            "trace -6 --json ::1",
            "mtu --jsonl 127.0.0.1",
            "dns A localhost --server 127.0.0.1:9 --attempts 1",
            "ping -c 1 127.0.0.1",
            "monitor -c 2 -i 0 127.0.0.1",
            "probe tls 127.0.0.1:9",
            "probe http http://127.0.0.1:9/",
            "doctor",
            "trace --help");

    private Training() {}

    /** Runs them all. */
    public static void main(String[] args) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, nowhere, false, false);
        COMMAND_LINES.forEach(line -> PathTracerCommand.run(terminal, line.split(" ")));
    }
}
