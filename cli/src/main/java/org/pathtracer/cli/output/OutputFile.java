// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;

/** Files that are written at the end: one that can't be is refused before anything is sent. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * Refuses a file that can't be written.
     *
     * @param option that names it
     */
    public static void requireWritable(String option, @Nullable Path file) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        String reason = "";
        if (Files.isDirectory(file)) {
            reason = "it is a directory";
        } else if (folder == null || !Files.isDirectory(folder)) {
            reason = "there is no directory " + folder;
        } else if (Files.exists(file) ? !Files.isWritable(file) : !Files.isWritable(folder)) {
            reason = "permission denied";
        }
        if (!reason.isEmpty()) {
            throw refusal(option, file, reason);
        }
    }

    /** The same for a file that is written beside and then moved to its place. */
    public static void requireReplaceable(String option, @Nullable Path file) {
        requireWritable(option, file);
        Path folder = file == null ? null : file.toAbsolutePath().getParent();
        if (file == null || folder == null) {
            return;
        }
        try {
            // Permissions don't tell all: not of root, and not of folders that the kernel makes up.
            Files.delete(Files.createTempFile(folder, ".pathtracer", ""));
        } catch (IOException e) {
            throw refusal(option, file, "no file can be made in " + folder);
        }
    }

    /** Writes a text; if that fails, the terminal says so. */
    public static void write(String what, String text, Path file, Terminal terminal) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            terminal.lost(what, file, e);
        }
    }

    private static InvalidRequestException refusal(String option, Path file, String reason) {
        return new InvalidRequestException("%s %s can't be written: %s".formatted(option, file, reason));
    }
}
