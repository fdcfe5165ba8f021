// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.consumers;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Java that can deny native access, and has {@code java.lang.foreign}: this one, or another on this machine. */
final class NewerJava {
    private static final int DENIES_NATIVE_ACCESS = 24;
    private static final String NONE =
            "no JDK 24 or newer, without which nothing shows what happens where it denies native"
                    + " access: install one (such as openjdk-25-jdk-headless or Temurin 25) in /usr/lib/jvm";

    private NewerJava() {}

    /** Returns its folder; skips the test that asks if there is none. */
    static Path home() {
        Optional<Path> home = find();
        if (home.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail(NONE);
        }
        Assumptions.assumeTrue(home.isPresent(), NONE);
        return home.orElseThrow();
    }

    private static Optional<Path> find() {
        if (Runtime.version().feature() >= DENIES_NATIVE_ACCESS) {
            return Optional.of(Path.of(System.getProperty("java.home")));
        }
        try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm"))) {
            return homes.filter(home -> feature(home) >= DENIES_NATIVE_ACCESS).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static int feature(Path home) {
        try {
            return Files.readAllLines(home.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("JAVA_VERSION=\"(\\d+).*", "$1"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
