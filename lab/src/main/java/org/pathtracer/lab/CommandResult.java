// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.util.List;

/** What a command left behind. */
public record CommandResult(List<String> command, int exitCode, String stdout, String stderr) {

    public CommandResult {
        command = List.copyOf(command);
    }

    /**
     * This result, if the command succeeded.
     *
     * @throws LabException with the command, its exit code and what it wrote to stderr
     */
    public CommandResult expectSuccess() {
        if (exitCode != 0) {
            throw new LabException(
                    String.join(" ", command) + ": exit code " + exitCode + ", stderr: " + stderr.strip());
        }
        return this;
    }
}
