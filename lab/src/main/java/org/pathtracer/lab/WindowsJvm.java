// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java for Windows, run by Wine on the client of the lab. Its packets are real. {@link #close} removes the folder
 * that is its Windows; of its processes none outlives a run.
 */
public final class WindowsJvm implements AutoCloseable {
    private static final String JRE_PROPERTY = "pathtracer.wine.jre";
    private static final String LAUNCHER_PROPERTY = "pathtracer.wine.launcher";

    private final Path prefix;

    private WindowsJvm(Path prefix) {
        this.prefix = prefix;
    }

    /** Whether the build was told to run tests with it. */
    static boolean asked() {
        return System.getProperty(JRE_PROPERTY) != null;
    }

    /** Its folder, if the build has fetched one. */
    static Optional<Path> jre() {
        return Optional.ofNullable(System.getProperty(JRE_PROPERTY))
                .map(Path::of)
                .filter(path -> Files.exists(path.resolve("bin/java.exe")));
    }

    /** An empty Windows. It is furnished with the first run, which takes some seconds more. */
    public static WindowsJvm create() {
        try {
            return new WindowsJvm(Files.createTempDirectory("lab-windows"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A path of this system as Windows sees it. */
    public static String path(Path path) {
        return "Z:" + path.toAbsolutePath();
    }

    /** A class path of this system as Windows sees it. */
    public static String classPath(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> path(Path.of(entry)))
                .collect(Collectors.joining(";"));
    }

    /**
     * Runs a program to its end.
     *
     * @param arguments of {@code java}, as they would be on Windows
     * @throws LabException if it doesn't end in time; any exit code is a result
     */
    public CommandResult run(Duration limit, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--"));
        command.add(System.getProperty(LAUNCHER_PROPERTY));
        command.add(jre().orElseThrow().toString());
        command.addAll(arguments);
        Path stdout = prefix.resolve("lab.out");
        Path stderr = prefix.resolve("lab.err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        builder.environment().put("WINEPREFIX", prefix.toString());
        try {
            int exitCode = await(builder.start(), limit);
            return new CommandResult(command, exitCode, Files.readString(stdout), Files.readString(stderr));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int await(Process process, Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            throw new LabException("the Windows JVM still runs after " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("the Windows JVM was interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(prefix)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
