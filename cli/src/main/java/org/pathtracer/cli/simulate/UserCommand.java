// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.simulate;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.pathtracer.InvalidRequestException;

/** A command of the user's own, on the same terminal. */
public final class UserCommand {
    private UserCommand() {}

    /**
     * Starts it.
     *
     * @param quiet whether stdout is for another program; then what the command writes goes to stderr
     */
    public static Process start(List<String> command, boolean quiet) {
        ProcessBuilder process = new ProcessBuilder(command).inheritIO();
        if (quiet) {
            process.redirectOutput(ProcessBuilder.Redirect.appendTo(new File("/dev/stderr")));
        }
        try {
            return process.start();
        } catch (IOException e) {
            throw new InvalidRequestException("the command can't be started: " + e.getMessage());
        }
    }
}
