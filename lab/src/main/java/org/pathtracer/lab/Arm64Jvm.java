// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Java for Linux on arm64, run by QEMU's user emulation: the processor is emulated, and its system calls are those of
 * this kernel. {@link #close} removes its copy.
 */
public final class Arm64Jvm implements AutoCloseable {
    static final List<String> TOOLS = List.of("qemu-aarch64", "setpriv");

    private static final String JRE_PROPERTY = "pathtracer.arm64.jre";
    /** Where the C library is, for a Java that needs another than that of Debian's package libc6-arm64-cross. */
    private static final String ROOT_PROPERTY = "pathtracer.arm64.root";

    private static final Path SYSTEM_ROOT = Path.of(System.getProperty(ROOT_PROPERTY, "/usr/aarch64-linux-gnu"));

    private final Path copy;

    private Arm64Jvm(Path copy) {
        this.copy = copy;
    }

    /** Copies the one that the build has fetched to a folder that every user may read. */
    public static Arm64Jvm create() {
        try {
            Path copy = Files.createTempDirectory("lab-arm64");
            copyTree(jre().orElseThrow(), copy);
            return new Arm64Jvm(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path made = Files.createDirectories(to.resolve(from.relativize(folder)));
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path made = Files.copy(file, to.resolve(from.relativize(file)));
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Why there is none; empty if there is one. */
    static Optional<String> missing() {
        if (jre().isEmpty()) {
            return Optional.of("no Java for arm64: `mvn -Parm64 verify` fetches it,"
                    + " `mvn -Parm64 verify -pl MODULE -am` if only some modules are built");
        }
        return Files.isDirectory(SYSTEM_ROOT)
                ? Optional.empty()
                : Optional.of("no C library for arm64: install libc6-arm64-cross");
    }

    /** Whether the build was told to run tests with it. */
    static boolean asked() {
        return System.getProperty(JRE_PROPERTY) != null;
    }

    private static Optional<Path> jre() {
        return Optional.ofNullable(System.getProperty(JRE_PROPERTY))
                .map(Path::of)
                .filter(path -> Files.exists(path.resolve("bin/java")));
    }

    /** The command line that runs it with these arguments of {@code java}. */
    public List<String> line(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of("qemu-aarch64", "-L", SYSTEM_ROOT.toString()));
        line.add(copy.resolve("bin/java").toString());
        line.addAll(arguments);
        return line;
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(copy)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
