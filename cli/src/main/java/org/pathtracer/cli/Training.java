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
    /** What is read without picocli: apart, since a JVM takes its time for all that is in an AOT cache. */
    private static final List<String> PLAIN = List.of("trace -n 127.0.0.1", "trace -n ::1", "trace localhost");

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

    /** Runs the plain ones if the argument is {@code plain}, else the others. */
    public static void main(String[] args) throws ClassNotFoundException {
        Class.forName(Main.class.getName());
        Terminal.system();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, nowhere, false, false);
        List<String> lines = args.length == 1 && args[0].equals("plain") ? PLAIN : OTHERS;
        lines.forEach(line -> PathTracerCommand.run(terminal, line.split(" ")));
    }
}
