// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.config;

import java.io.File;
import java.util.Optional;

/** Where the configuration is. It is asked at each start, so it needs few classes, and none that reads files. */
public final class ConfigFile {
    public static final String OPTION = "--config";

    private static final String DEFAULT = "pathtracer" + File.separator + "config.toml";

    private ConfigFile() {}

    /** Returns the file that a command line names, else the usual one if it is there. */
    public static Optional<File> of(String... typed) {
        Optional<File> named = named(typed);
        return named.isPresent() ? named : Optional.of(usual()).filter(File::exists);
    }

    /** Returns the file that a command line names. */
    private static Optional<File> named(String... typed) {
        for (int i = 0; i < typed.length && !typed[i].equals("--"); i++) {
            if (typed[i].startsWith(OPTION + "=")) {
                return Optional.of(new File(typed[i].substring(OPTION.length() + 1)));
            } else if (typed[i].equals(OPTION) && i + 1 < typed.length) {
                return Optional.of(new File(typed[i + 1]));
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the file that is read if none is named, by the XDG Base Directory Specification: a relative path in the
     * variable counts as none.
     */
    public static File usual() {
        String folder = System.getenv("XDG_CONFIG_HOME");
        File configs = folder == null || !new File(folder).isAbsolute()
                ? new File(System.getProperty("user.home", ""), ".config")
                : new File(folder);
        return new File(configs, DEFAULT);
    }
}
