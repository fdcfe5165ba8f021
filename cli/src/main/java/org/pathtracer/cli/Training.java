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
    /** Plain traces: apart, since a JVM with an AOT cache takes its time for all classes in it, needed or not. */
    private static final List<String> PLAIN_TRACES =
            List.of("trace -n 127.0.0.1", "trace -n ::1", "trace 127.0.0.1", "trace -n localhost");

    private static final List<String> OTHERS = List.of(
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

    /** Runs plain traces if the one argument is "plain", else all else. */
    public static void main(String[] args) throws ClassNotFoundException {
        Class.forName(Main.class.getName());
        Terminal.system();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, nowhere, false, false);
        List<String> lines = args[0].equals("plain") ? PLAIN_TRACES : OTHERS;
        lines.forEach(line -> PathTracerCommand.run(terminal, line.split(" ")));
    }
}
