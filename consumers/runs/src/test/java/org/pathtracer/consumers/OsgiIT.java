// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.lab.InLab;

/** The headers of the jars are those that Apache Felix resolves, with SPI Fly for services. */
@InLab
class OsgiIT {
    /** The jar without code, other systems, TLS, and jffi, which a newer Java does not need. */
    private static final Pattern NOT_NEEDED = Pattern.compile(
            "(jnr|jffi|class-path|pathtracer-\\d|pathtracer-native-(jffi|macos|windows)|netty-tcnative|.*kqueue|.*aarch_64).*");

    private static final Pattern OF_THE_FRAMEWORK = Pattern.compile("(org.apache.aries.spifly|slf4j-jdk14).*");

    @TempDir
    private Path folder;

    @Test
    void jarsAsBundles_resolveAndTrace() {
        List<String> command = new ArrayList<>(List.of(
                NewerJava.home().resolve("bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                // No more, so that what bundles don't find is not found.
                jars(System.getProperty("java.class.path"))
                                .filter(jar -> name(jar).startsWith("org.apache.felix.framework"))
                                .collect(Collectors.joining())
                        + File.pathSeparator
                        + Path.of("target/test-classes").toAbsolutePath(),
                Osgi.class.getName(),
                folder.toString(),
                "127.0.0.1"));
        jars(System.getProperty("java.class.path"))
                .filter(jar -> OF_THE_FRAMEWORK.matcher(name(jar)).matches())
                .forEach(command::add);
        jars(Consumer.named("class-path").path())
                .filter(jar -> !NOT_NEEDED.matcher(name(jar)).matches())
                .forEach(command::add);
        assertThat(Consumer.execute(command))
                .contains("pathtracer-api 32", "pathtracer-core 32", "pathtracer-native-linux 32", "reached=true");
    }

    private static Stream<String> jars(String path) {
        return Stream.of(path.split(File.pathSeparator)).filter(entry -> entry.endsWith(".jar"));
    }

    private static String name(String jar) {
        return Path.of(jar).getFileName().toString();
    }
}
