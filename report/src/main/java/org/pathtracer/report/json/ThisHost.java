// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** What is told of the host that measures. */
final class ThisHost {
    private static final Path LINUX_NAME = Path.of("/proc/sys/kernel/hostname");

    private ThisHost() {}

    /** Returns its name as the system has it, without asking any name server. */
    static Optional<String> name() {
        return fromLinux()
                .or(() -> Optional.ofNullable(System.getenv("HOSTNAME")))
                .or(() -> Optional.ofNullable(System.getenv("COMPUTERNAME")))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    private static Optional<String> fromLinux() {
        try {
            return Optional.of(Files.readString(LINUX_NAME, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the version of this library, as the build wrote it down. */
    static Optional<String> version() {
        try (InputStream in = ThisHost.class.getResourceAsStream("/org/pathtracer/report/version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return Optional.ofNullable(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
