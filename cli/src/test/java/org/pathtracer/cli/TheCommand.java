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
import org.pathtracer.lab.Command;

/** The command as users get it: a process of its own, from the jars that the build put together. */
final class TheCommand {
    private static final Path JARS = Path.of("target/lib");
    private static final Path COPY = readableJars();
    private static final List<String> FLAGS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final List<String> QUICK = quick();

    private TheCommand() {}

    /** Its command line. */
    static List<String> line(String... args) {
        List<String> line = new ArrayList<>(List.of(java()));
        line.addAll(QUICK);
        line.addAll(List.of(args));
        return line;
    }

    /** The same without its first word, for another java. */
    static List<String> javaArguments(String... args) {
        List<String> line = new ArrayList<>(FLAGS);
        line.addAll(List.of("-cp", COPY + "/*", Main.class.getName()));
        line.addAll(List.of(args));
        return line;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * As the launcher does it: one jar before the others, and an archive of classes. Half of a short run's time else.
     */
    private static List<String> quick() {
        Path jar = COPY.resolve("one/command.jar");
        Path archive = COPY.resolve("one/command.jsa");
        try {
            Files.createDirectory(
                    jar.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean made = make(COPY + "/*", "org.pathtracer.cli.packing.CommandJar", jar.toString())
                && make(jar.toString(), "-XX:ArchiveClassesAtExit=" + archive, "org.pathtracer.cli.Training", "other");
        if (!made) {
            // As the launcher: only speed depends on it.
            return javaArguments();
        }
        for (Path file : List.of(jar.getParent(), jar, archive)) {
            file.toFile().deleteOnExit();
        }
        List<String> options = new ArrayList<>(FLAGS);
        options.addAll(
                List.of("-XX:SharedArchiveFile=" + archive, "-cp", jar + ":" + COPY + "/*", Main.class.getName()));
        return options;
    }

    private static boolean make(String path, String... words) {
        List<String> line = new ArrayList<>(List.of(java()));
        line.addAll(FLAGS);
        line.addAll(List.of("-Xlog:disable", "-cp", path));
        line.addAll(List.of(words));
        return Command.run(line.toArray(String[]::new)).exitCode() == 0;
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
