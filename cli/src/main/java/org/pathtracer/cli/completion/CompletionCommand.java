// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.completion;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pathtracer completion}: prints the script by which a shell completes commands, options and values. */
@Command(
        name = "completion",
        description = "Prints a script by which a shell completes commands, options and their values.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        footer = {
            "%nFor the shell that runs:",
            "  bash  source <(pathtracer completion bash)",
            "  zsh   autoload -U compinit; compinit; source <(pathtracer completion zsh)",
            "  fish  pathtracer completion fish | source"
        })
public final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<CommandLine> all;

    @Parameters(
            paramLabel = "SHELL",
            converter = ShellConverter.class,
            completionCandidates = ShellConverter.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.BASH;

    /** With all commands. */
    public CompletionCommand(Terminal terminal, Supplier<CommandLine> all) {
        this.terminal = terminal;
        this.all = all;
    }

    @Override
    public Integer call() {
        terminal.out().print(shell.script(all.get()));
        return ExitStatus.DONE;
    }
}
