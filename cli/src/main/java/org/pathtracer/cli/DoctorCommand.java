// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.concurrent.Callable;
import org.pathtracer.PathTracer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** {@code pathtracer doctor}: what works here, what doesn't, and what would change that. */
@Command(
        name = "doctor",
        description = "Tries which transports work here, and tells what would enable the others. Sends nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @ArgGroup
    private JsonOptions json = new JsonOptions();

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Diagnosis diagnosis;
        try (PathTracer tracer = PathTracer.create()) {
            diagnosis = Diagnosis.of(tracer.transports());
        }
        if (json.wanted()) {
            DoctorJson.print(diagnosis, terminal.out(), json.compact());
        } else {
            DoctorText.print(diagnosis, terminal);
        }
        return diagnosis.works() ? ExitStatus.DONE : ExitStatus.NOT_POSSIBLE_HERE;
    }
}
