// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.libc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.LibraryLoader;

/** The Darwin facade, {@code src/test/c/darwin.c}: built with gcc, and taken by the module for libSystem. */
public final class Facade {
    private static final Path SOURCE = Path.of("src/test/c/darwin.c");

    /** What the facade has beside Darwin's calls. */
    public interface Faults {
        void facade_fail_sends(int count, int error);

        void facade_refuse_before_copy(long nanos);

        int facade_copies_held_back();
    }

    private static Path library;

    private Facade() {}

    /** From now on the module runs on it. */
    public static synchronized void use() {
        if (library == null) {
            library = build();
        }
        DarwinSystem.use(library.toString());
        if (!DarwinSystem.available()) {
            throw DarwinSystem.failure().exception();
        }
    }

    /** Takes another library, which may be none. */
    public static void use(Path other) {
        DarwinSystem.use(other.toString());
    }

    /** The next sends fail with an error number of macOS. */
    public static void failSends(int count, int errno) {
        faults().facade_fail_sends(count, errno);
    }

    /** From now on TCP is refused by a prohibition so much sooner than the ICMP socket shows it; 0 for no longer. */
    public static void refuseBeforeCopy(Duration lead) {
        faults().facade_refuse_before_copy(lead.toNanos());
    }

    /** How often an ICMP message was looked for that was not shown yet. */
    public static int copiesHeldBack() {
        return faults().facade_copies_held_back();
    }

    private static Faults faults() {
        return LibraryLoader.create(Faults.class).load(library.toString());
    }

    /** Builds it, with more arguments for the compiler. */
    public static Path build(String... arguments) {
        try {
            Path built = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "darwin")
                    .resolve("libdarwin.so");
            List<String> command = new ArrayList<>(List.of("gcc", "-O1", "-shared", "-fPIC", "-fvisibility=hidden"));
            command.addAll(List.of(arguments));
            command.addAll(List.of("-o", built.toString(), SOURCE.toString()));
            Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(gcc.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (gcc.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return built;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
