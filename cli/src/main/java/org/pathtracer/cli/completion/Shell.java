// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.completion;

import picocli.AutoComplete;
import picocli.CommandLine;

/** A shell that completes command lines. */
enum Shell {
    BASH,
    ZSH,
    FISH;

    /** Returns the script that teaches it all commands and options. */
    String script(CommandLine all) {
        String name = all.getCommandName();
        // That for bash turns on zsh's emulation of bash's completion, where it finds itself in zsh.
        return this == FISH ? new FishCompletion(name).script(all) : AutoComplete.bash(name, all);
    }
}
