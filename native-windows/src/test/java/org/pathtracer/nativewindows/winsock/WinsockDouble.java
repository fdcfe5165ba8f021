// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.winsock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.pathtracer.core.nativecode.NativeLinkers;
import org.pathtracer.lab.Command;

/** The double of Winsock, {@code src/test/c/winsock.c}, taken by the module for the system's. */
public final class WinsockDouble {
    private static final Path SOURCE = Path.of("src/test/c").toAbsolutePath();

    private static @Nullable String used;

    private WinsockDouble() {}

    /** Builds it for a Java of this system, and takes it. */
    public static synchronized void use() {
        if (used == null) {
            use(build().toString());
        }
    }

    /** Takes one that is built. */
    public static synchronized void use(String path) {
        WinsockSystem.use(path);
        if (!WinsockSystem.available()) {
            throw WinsockSystem.failure().exception();
        }
        used = path;
    }

    /** From now on it finds the connection of no ICMP error, or of all again. */
    public static synchronized void hideErrors(boolean hide) {
        NativeLinkers.linker()
                .open(String.valueOf(used))
                .function("double_hide_errors")
                .call(hide ? 1 : 0);
    }

    private static Path build() {
        try {
            Path library = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "winsock")
                    .resolve("libwinsock.so");
            Command.run(
                            "gcc",
                            "-shared",
                            "-fPIC",
                            "-fvisibility=hidden",
                            "-O1",
                            "-Wall",
                            "-Werror",
                            "-o",
                            library.toString(),
                            SOURCE.resolve("winsock.c").toString())
                    .expectSuccess();
            return library;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Builds it for a Java of Windows under Wine. */
    public static Path buildForWine(Path folder) {
        Path library = folder.resolve("winsock.dll.so");
        Command.run(
                        "winegcc",
                        "-DWINE",
                        "-shared",
                        "-O1",
                        "-Wall",
                        "-Werror",
                        "-o",
                        library.toString(),
                        SOURCE.resolve("winsock.c").toString(),
                        SOURCE.resolve("winsock.spec").toString())
                .expectSuccess();
        return library;
    }
}
