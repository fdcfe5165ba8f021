// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.lab.InLab;

/** An image that jlink makes, with a Java of its own: it traces without jffi. */
@InLab
class ImageIT {
    private static final long MOST_BYTES = 60_000_000;

    @TempDir
    private Path folder;

    @Test
    void linkedImage_tracesAndIsSmall() throws IOException {
        Path image = folder.resolve("image");
        Consumer.execute(List.of(
                NewerJava.home().resolve("bin/jlink").toString(),
                "--module-path",
                Consumer.named("jlink").path(),
                // The second is a service, which jlink does not look for.
                "--add-modules",
                "consumer,org.pathtracer.nativeffm",
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-6",
                "--output",
                image.toString()));
        assertThat(Consumer.execute(List.of(
                        image.resolve("bin/java").toString(),
                        "--illegal-native-access=deny",
                        "--enable-native-access=org.pathtracer.nativeffm",
                        "--module",
                        "consumer/consumer.Main",
                        "127.0.0.1")))
                .contains("1 Optional[/127.0.0.1]", "image: reached=true")
                .doesNotContain("WARNING");
        assertThat(bytes(image)).isLessThan(MOST_BYTES);
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(ImageIT::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
