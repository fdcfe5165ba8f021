// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compiles the part for Java 22 and newer, with a JDK that can: the one that was named, else the one that runs this,
 * else the newest where Linux distributions keep them. Without one the part is left out, unless it is required.
 */
public final class CompileForJava22 {
    private static final int RELEASE = 22;
    private static final Path USUAL_PLACE = Path.of("/usr/lib/jvm");

    private CompileForJava22() {}

    /** Takes the JDK's folder or nothing, whether one is required, the sources, where to write, and the class path. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Optional<Path> jdk = arguments[0].isEmpty() ? find() : Optional.of(Path.of(arguments[0]));
        if (jdk.isEmpty() || version(jdk.get()) < RELEASE) {
            System.out.println(
                    "There is no JDK 22 or newer: name one by -Djdk22.home=DIR. native-ffm is made without the"
                            + " part that calls native code");
            System.exit(Boolean.parseBoolean(arguments[1]) ? 1 : 0);
        }
        System.exit(compile(jdk.get(), Path.of(arguments[2]), Path.of(arguments[3]), arguments[4]));
    }

    private static Optional<Path> find() throws IOException {
        Path own = Path.of(System.getProperty("java.home"));
        if (version(own) >= RELEASE || !Files.isDirectory(USUAL_PLACE)) {
            return Optional.of(own);
        }
        try (Stream<Path> there = Files.list(USUAL_PLACE)) {
            return there.filter(home -> Files.exists(home.resolve("bin/javac")))
                    .max(Comparator.comparingInt(CompileForJava22::version));
        }
    }

    /** As the file tells that each JDK has; 0 if it does not. */
    private static int version(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", "").replaceAll("\\..*", ""))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    private static int compile(Path jdk, Path sources, Path output, String classPath)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/javac").toString(), "--release", "" + RELEASE));
        // The annotations of NullAway are not on this class path, and restricted methods are what this is about.
        command.addAll(List.of("-Xlint:all,-restricted,-classfile", "-Werror", "-proc:none"));
        command.addAll(List.of("-XDstringConcat=inline", "-parameters"));
        command.addAll(List.of("-cp", classPath, "-d", output.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".java"))
                    .sorted()
                    .forEach(command::add);
        }
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
