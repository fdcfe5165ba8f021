// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the system wants its name servers to be asked: the options of resolv.conf(5) that concern queries for whole
 * names.
 *
 * @param timeout wait for one answer, at most 30 s
 * @param attempts rounds through the list, at most 5
 * @param rotate whether queries begin with one server after the other
 */
record ResolverOptions(Optional<Duration> timeout, OptionalInt attempts, boolean rotate) {
    static final ResolverOptions NONE = new ResolverOptions(Optional.empty(), OptionalInt.empty(), false);

    private static final Path FILE = Path.of("/etc/resolv.conf");
    private static final int LONGEST_TIMEOUT = 30;
    private static final int MOST_ATTEMPTS = 5;
    private static final int MOST_BYTES = 1 << 16;

    /** From the system's file, then from the environment, which wins. */
    static ResolverOptions configured() {
        String text = "";
        try (var file = Files.newInputStream(FILE)) {
            text = new String(file.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException | SecurityException e) {
            // No file: the C library goes by its defaults too.
        }
        return parse(text + "\noptions "
                + Optional.ofNullable(System.getenv("RES_OPTIONS")).orElse(""));
    }

    /** Of what is said twice the last counts; what makes no sense is passed over, as the C library does. */
    static ResolverOptions parse(String text) {
        ResolverOptions options = NONE;
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split("\\s+", -1);
            for (int i = 1; words[0].equals("options") && i < words.length; i++) {
                options = options.with(words[i]);
            }
        }
        return options;
    }

    private ResolverOptions with(String word) {
        if (word.equals("rotate")) {
            return new ResolverOptions(timeout, attempts, true);
        } else if (word.matches("timeout:[0-9]{1,9}")) {
            int seconds = Math.max(1, Math.min(LONGEST_TIMEOUT, number(word)));
            return new ResolverOptions(Optional.of(Duration.ofSeconds(seconds)), attempts, rotate);
        } else if (word.matches("attempts:[0-9]{1,9}")) {
            int rounds = Math.max(1, Math.min(MOST_ATTEMPTS, number(word)));
            return new ResolverOptions(timeout, OptionalInt.of(rounds), rotate);
        }
        return this;
    }

    private static int number(String word) {
        return Integer.parseInt(word.substring(word.indexOf(':') + 1));
    }
}
