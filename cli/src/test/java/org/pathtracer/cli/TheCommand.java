// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command as users get it: a process of its own, from the jars that the build put together. */
final class TheCommand {
    private static final Path JARS = Path.of("target/lib");
    private static final List<String> OPTIONS = options();

    private TheCommand() {}

    /** Its command line. */
    static List<String> line(String... args) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(javaArguments(args));
        return line;
    }

    /** The same without its first word, for another java. */
    static List<String> javaArguments(String... args) {
        List<String> line = new ArrayList<>(OPTIONS);
        line.addAll(List.of(args));
        return line;
    }

    private static List<String> options() {
        return List.of(
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", readableJars() + "/*", Main.class.getName());
    }

    /** A copy that all users may read: the checkout may be where an unprivileged command can't look. */
    private static Path readableJars() {
        try {
            Path copy = Files.createTempDirectory("pathtracer-cli-it");
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            copy.toFile().deleteOnExit();
            try (Stream<Path> jars = Files.list(JARS)) {
                for (Path jar : jars.toList()) {
                    Path target = Files.copy(jar, copy.resolve(jar.getFileName()));
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
                    target.toFile().deleteOnExit();
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
