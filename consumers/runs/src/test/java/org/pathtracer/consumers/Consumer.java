// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A project beside this one, as this build packaged it, and how to run it. */
record Consumer(Path target) {
    /** Far beyond what it takes; ends a run that hangs. */
    private static final int LIMIT_SECONDS = 400;

    static Consumer named(String name) {
        return new Consumer(Path.of(System.getProperty("consumers"), name, "target"));
    }

    /** What it prints when run as a user without modules would. */
    String runOnClassPath(String... arguments) {
        List<String> java = new ArrayList<>(nativeAccess());
        java.addAll(List.of("-cp", path(), "consumer.Main"));
        return run(java, arguments);
    }

    /** What another consumer prints with this one's dependencies, and with those of its own of one group. */
    String runOnClassPath(Consumer other, String group, String... arguments) {
        Stream<String> theirs = Stream.of(other.path().split(File.pathSeparator))
                .filter(jar -> jar.startsWith(other.target().toString())
                        || jar.replace(File.separatorChar, '/').contains("/" + group.replace('.', '/') + "/"));
        String path = Stream.concat(
                        theirs, Stream.of(path().split(File.pathSeparator)).skip(1))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> java = new ArrayList<>(nativeAccess());
        java.addAll(List.of("-cp", path, "consumer.Main"));
        return run(java, arguments);
    }

    /** What another of its classes prints, on this or another JDK, in a process that a prefix gets ready. */
    String runPrepared(List<String> prefix, Path javaHome, List<String> options, String mainClass) {
        List<String> java = new ArrayList<>(prefix);
        java.add(javaHome.resolve("bin/java").toString());
        java.addAll(options);
        java.addAll(List.of("-cp", path(), mainClass));
        return execute(java);
    }

    /** What newer JDKs ask for, where they would warn otherwise. */
    private static List<String> nativeAccess() {
        return Runtime.version().feature() < 24 ? List.of() : List.of("--enable-native-access=ALL-UNNAMED");
    }

    /** What it prints when run as a module. */
    String runOnModulePath(List<String> options, String... arguments) {
        List<String> java = new ArrayList<>(options);
        java.addAll(List.of("-p", path(), "-m", "consumer/consumer.Main"));
        return run(java, arguments);
    }

    /** The same of a module. */
    String runPreparedModule(List<String> prefix, Path javaHome, List<String> options, String... arguments) {
        List<String> java = new ArrayList<>(prefix);
        java.add(javaHome.resolve("bin/java").toString());
        java.addAll(options);
        java.addAll(List.of("-p", path(), "-m", "consumer/consumer.Main"));
        java.addAll(List.of(arguments));
        return execute(java);
    }

    String path() {
        try (var files = Files.newDirectoryStream(target, "*.jar")) {
            String libraries =
                    Files.readString(target.resolve("runtime-path.txt")).strip();
            return files.iterator().next() + File.pathSeparator + libraries;
        } catch (IOException e) {
            throw new AssertionError("Not packaged: build with \"mvn verify\" in the root folder", e);
        }
    }

    private static String run(List<String> java, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.logging.config.file=" + logging()));
        command.addAll(java);
        command.addAll(List.of(arguments));
        return execute(command);
    }

    /** What a command prints that succeeds. */
    static String execute(List<String> command) {
        try {
            Path output = Files.createTempFile("consumer", ".txt");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
                process.destroyForcibly();
                String printed = Files.readString(output);
                assertThat(ended).as("ended, after printing: " + printed).isTrue();
                assertThat(process.exitValue()).as(printed).isZero();
                return printed;
            } finally {
                Files.delete(output);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(command + " did not run", e);
        }
    }

    private static Path logging() {
        try {
            return Path.of(
                    Consumer.class.getResource("/debug-logging.properties").toURI());
        } catch (java.net.URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
