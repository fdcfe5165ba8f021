// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Lets a command line name its configuration, which is read before the line is. */
public final class ConfigOption {
    @Option(
            names = ConfigFile.OPTION,
            paramLabel = "FILE",
            description = "Take defaults of options and aliases of targets from this file"
                    + " (default: ~/.config/pathtracer/config.toml, if it is there).")
    private @Nullable Path file;

    /** Returns the file, for those that ask the command line. */
    public @Nullable Path file() {
        return file;
    }
}
