// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.nativecode;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where jffi unpacks its native part: in the temporary folder, unless that is missing, can't be written, or is mounted
 * noexec as {@code docker run --tmpfs} does; then in any other folder that takes a program. It must be chosen before
 * jffi's first try, which is its last. Left alone, jffi goes on to the working folder, leaves its file there for as
 * long as the process lives, and tells only what failed last.
 *
 * <p>The property that tells jffi of the folder is set for that moment only, and nothing stays on the disk: what is
 * mapped into memory needs no file.
 */
public final class ExtractionFolder {
    private static final String PROPERTY = "jffi.extract.dir";
    /** With one of these the folder is decided elsewhere. */
    private static final List<String> DECIDED = List.of(PROPERTY, "jffi.boot.library.path");

    private final @Nullable Path own;
    private final boolean found;

    private ExtractionFolder(@Nullable Path own, boolean found) {
        this.own = own;
        this.found = found;
    }

    /** To be released when the library is loaded. */
    static ExtractionFolder choose() {
        if (DECIDED.stream().anyMatch(property -> System.getProperty(property) != null)) {
            return new ExtractionFolder(null, true);
        }
        @Nullable
        Path own = candidates().flatMap(ExtractionFolder::ownIn).findFirst().orElse(null);
        if (own != null) {
            System.setProperty(PROPERTY, own.toString());
        }
        return new ExtractionFolder(own, own != null);
    }

    /** Whether native code can be unpacked into the temporary folder and loaded from there. */
    public static boolean temporaryTakesPrograms() {
        return temporary().anyMatch(ExtractionFolder::takesPrograms);
    }

    /** Whether there is one. */
    boolean found() {
        return found;
    }

    /** All that come into question, for people. */
    static String tried() {
        return candidates().map(Path::toString).collect(Collectors.joining(", "));
    }

    private static Stream<Path> temporary() {
        return path(System.getProperty("java.io.tmpdir", ""));
    }

    private static Stream<Path> candidates() {
        Stream<Path> others = Stream.of(
                        System.getenv("TMPDIR"),
                        System.getenv("XDG_RUNTIME_DIR"),
                        System.getenv("XDG_CACHE_HOME"),
                        System.getProperty("user.home"),
                        "/tmp",
                        "/var/tmp",
                        "/dev/shm",
                        System.getProperty("user.dir"))
                .filter(Objects::nonNull)
                .flatMap(ExtractionFolder::path)
                .filter(Path::isAbsolute);
        return Stream.concat(temporary(), others).distinct();
    }

    private static Stream<Path> path(String name) {
        try {
            return Stream.of(Path.of(name));
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }

    /** A folder that no other user can write, so that what is unpacked is what is loaded. */
    private static Stream<Path> ownIn(Path parent) {
        if (!takesPrograms(parent)) {
            return Stream.empty();
        }
        try {
            return Stream.of(Files.createTempDirectory(parent, "pathtracer").toAbsolutePath());
        } catch (IOException | RuntimeException e) {
            return Stream.empty();
        }
    }

    /** Linux says of a file on a file system that is mounted noexec that it can't be run, whatever its mode. */
    private static boolean takesPrograms(Path folder) {
        try {
            File file = File.createTempFile("pathtracer", null, folder.toFile());
            try {
                return file.setExecutable(true) && file.canExecute();
            } finally {
                Files.deleteIfExists(file.toPath());
            }
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** jffi says of an unpacked file only that it can't be loaded; another try tells why. */
    Throwable trueCause(Throwable thrown) {
        try {
            unpacked().map(Path::toString).forEach(System::load);
            return thrown;
        } catch (LinkageError | RuntimeException e) {
            return e;
        }
    }

    private Stream<Path> unpacked() {
        File[] files = own == null ? null : own.toFile().listFiles();
        return files == null ? Stream.empty() : Stream.of(files).map(File::toPath);
    }

    void release() {
        if (own == null) {
            return;
        }
        System.clearProperty(PROPERTY);
        unpacked().forEach(ExtractionFolder::delete);
        delete(own);
    }

    /** Windows deletes no file that is loaded. */
    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            path.toFile().deleteOnExit();
        }
    }
}
