// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A copy of this JVM's class path that every user may read: the original may be in root's home. */
final class ReadableClassPath {
    private static final String READABLE = "rw-r--r--";
    private static final String OPEN = "rwxr-xr-x";

    private ReadableClassPath() {}

    /** Removed when this JVM ends. */
    static String get() throws IOException {
        Path folder = folder(Files.createTempDirectory("pathtracer-class-path"));
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path original = Path.of(entry);
            if (Files.exists(original)) {
                // Several have the same name.
                copies.add(copy(original, folder.resolve(copies.size() + "-" + original.getFileName())));
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static String copy(Path original, Path copy) throws IOException {
        try (Stream<Path> all = Files.walk(original)) {
            for (Path each : all.toList()) {
                Path to = copy.resolve(original.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    folder(Files.createDirectory(to));
                } else {
                    permit(Files.copy(each, to), READABLE);
                }
            }
        }
        return copy.toString();
    }

    private static Path folder(Path folder) throws IOException {
        return permit(folder, OPEN);
    }

    private static Path permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        path.toFile().deleteOnExit();
        return path;
    }
}
