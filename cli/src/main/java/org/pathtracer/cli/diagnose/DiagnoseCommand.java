// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.diagnose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Diagnosis;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracer;
import org.pathtracer.StopReason;
import org.pathtracer.cli.option.DurationConverter;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.OutputFile;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.output.TerminalLines;
import org.pathtracer.cli.run.Execution;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.report.ReportFormatException;
import org.pathtracer.report.Reports;
import org.pathtracer.report.text.DiagnosisText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pathtracer diagnose}: what is wrong, where, and how sure that is. */
@Command(
        name = "diagnose",
        description = "Finds out what is wrong on the way to a target, where, and how sure that is.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:healthy",
            "1:something is wrong",
            "2:wrong usage or invalid input",
            "3:not permitted or not supported here",
            "130:interrupted"
        })
public final class DiagnoseCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "TARGET",
            description = "Host name or address, HOST:PORT for a TCP service, or a URL of http or https.")
    private String target = "";

    @Mixin
    private WayOptions way = new WayOptions();

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "End after this time, with what is known by then (default: ${bundle:default.diagnoseDeadline}).")
    private @Nullable Duration deadline;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page to be sent to a provider to this file too.")
    private @Nullable Path html;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "Say what changed since an earlier diagnosis, which --json wrote to this file.")
    private @Nullable Path compare;

    @Option(
            names = "--watch",
            description = "Diagnose again and again until interrupted, and tell when the verdict changes.")
    private boolean watch;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "With --watch, from the end of one diagnosis to the start of the next (default: 30s).")
    private @Nullable Duration interval;

    @ArgGroup
    private FormatOptions format = new FormatOptions();

    public DiagnoseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        format.check(Diagnosis.class);
        if (interval != null && !watch) {
            throw new InvalidRequestException("--interval is for --watch: add it, or leave --interval out");
        }
        DiagnoseRequest request = request();
        OutputFile.requireWritable("--html", html);
        Optional<Diagnosis> before = baseline();
        return watch ? watch(request, before) : status(once(request, before));
    }

    private DiagnoseRequest request() {
        DiagnoseRequest.Builder builder = DiagnoseRequest.to(target);
        way.applyTo(builder);
        if (deadline != null) {
            builder.deadline(deadline);
        }
        return builder.build();
    }

    private Optional<Diagnosis> baseline() {
        if (compare == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Reports.fromJson(Files.readString(compare), Diagnosis.class));
        } catch (IOException | ReportFormatException e) {
            throw new InvalidRequestException(
                    "--compare %s is no diagnosis that --json wrote: %s".formatted(compare, e.getMessage()));
        }
    }

    private Optional<Diagnosis> once(DiagnoseRequest request, Optional<Diagnosis> before) throws InterruptedException {
        TerminalLines lines = new TerminalLines(terminal);
        DiagnosisText text = new DiagnosisText(lines, lines.palette());
        return Execution.of(
                PathTracer.builder(),
                request,
                text::onEvent,
                () -> lines.waiting(text.waiting()),
                found -> {
                    lines.erase();
                    show(found, before, text, lines);
                },
                terminal);
    }

    private void show(Diagnosis found, Optional<Diagnosis> before, DiagnosisText text, TerminalLines lines) {
        if (format.wanted()) {
            terminal.document(format.write(found));
        } else {
            text.whole(found);
            before.ifPresent(old -> Changes.between(old, found).forEach(lines::line));
        }
        if (html != null) {
            try {
                Files.writeString(html, Reports.html(found));
            } catch (IOException e) {
                terminal.complain("the page could not be written: " + e);
            }
        }
    }

    /** The whole verdict at first, then what changes. */
    private int watch(DiagnoseRequest request, Optional<Diagnosis> baseline) throws InterruptedException {
        TerminalLines lines = new TerminalLines(terminal);
        Duration pause = interval == null ? Duration.ofSeconds(30) : interval;
        Optional<Diagnosis> before = baseline;
        while (true) {
            Optional<Diagnosis> last = before;
            DiagnosisText text = new DiagnosisText(lines, lines.palette());
            Optional<Diagnosis> found = Execution.of(
                    PathTracer.builder(),
                    request,
                    text::onEvent,
                    () -> lines.waiting(text.waiting()),
                    now -> {
                        lines.erase();
                        if (last.isEmpty() || !Changes.sameVerdict(last.get(), now)) {
                            lines.line(now.started().toString());
                            show(now, last, text, lines);
                        }
                    },
                    terminal);
            if (found.isEmpty() || found.get().stopReason() == StopReason.CANCELLED || lines.lost()) {
                return status(found);
            }
            before = found;
            Thread.sleep(pause.toMillis());
        }
    }

    private static int status(Optional<Diagnosis> found) {
        if (found.isEmpty()) {
            return ExitStatus.NOT_REACHED;
        }
        Diagnosis diagnosis = found.get();
        if (diagnosis.healthy()) {
            return ExitStatus.DONE;
        }
        boolean faulty = diagnosis.findings().stream().anyMatch(finding -> finding.severity() != Severity.NOTE);
        // Nothing was found where too little could be looked at: that is not the same as healthy.
        return faulty ? ExitStatus.NOT_REACHED : ExitStatus.NOT_POSSIBLE_HERE;
    }
}
