// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.doctor;

import java.util.List;
import java.util.concurrent.Callable;
import org.pathtracer.PathTracer;
import org.pathtracer.TransportReport;
import org.pathtracer.cli.option.JsonOptions;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Progress;
import org.pathtracer.cli.output.Terminal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathtracer doctor}: what works here, what doesn't, and what would change that. */
@Command(
        name = "doctor",
        description =
                "Tries which transports work here, and tells what would enable the others. Sends nothing to other hosts.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--self-check",
            description = "Also let each transport that works show on this host's loopback that it keeps its promises:"
                    + " echo, TTL, many in flight, times, timeout, closing. Status 1 if one does not.")
    private boolean selfCheck;

    @ArgGroup
    private JsonOptions json = new JsonOptions();

    public DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Diagnosis diagnosis = diagnose();
        if (json.wanted()) {
            DoctorJson.print(diagnosis, terminal.out(), json.compact());
        } else {
            DoctorText.print(diagnosis, terminal);
        }
        if (!diagnosis.works()) {
            return ExitStatus.NOT_POSSIBLE_HERE;
        }
        return diagnosis.keepsPromises() ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }

    private Diagnosis diagnose() {
        List<TransportReport> reports;
        try (PathTracer tracer = PathTracer.create()) {
            reports = tracer.transports();
        }
        Progress progress = new Progress(terminal);
        List<SelfCheck.Finding> findings = selfCheck ? SelfCheck.of(reports, progress::show) : List.of();
        progress.erase();
        return Diagnosis.of(reports, findings);
    }
}
