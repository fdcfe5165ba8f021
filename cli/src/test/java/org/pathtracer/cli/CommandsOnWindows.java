// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.pathtracer.cli.output.Terminal;

/** Runs several commands in one Windows JVM, whose start takes longer than they. */
public final class CommandsOnWindows {
    private CommandsOnWindows() {}

    /**
     * A folder, and commands. Each is a line of words, and leaves a file with its number as name: its exit status and
     * output.
     */
    public static void main(String[] args) throws IOException {
        List<String> commands = Arrays.asList(args).subList(1, args.length);
        for (int i = 0; i < commands.size(); i++) {
            Path file = Path.of(args[0], String.valueOf(i));
            Path output = Path.of(args[0], i + ".out");
            int status;
            try (PrintStream out = new PrintStream(Files.newOutputStream(output), true, StandardCharsets.UTF_8)) {
                status = PathTracerCommand.run(
                        new Terminal(out, System.err, false, false),
                        commands.get(i).split(" "));
            }
            Files.writeString(file, status + "\n" + Files.readString(output));
        }
        System.exit(0);
    }
}
