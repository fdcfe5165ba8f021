// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.diagnose;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
import org.pathtracer.diagnosis.Omission;
import org.pathtracer.diagnosis.Severity;
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
            "1:something is wrong, or not enough could be looked at",
            "2:wrong usage or invalid input",
            "3:not permitted or not supported here",
            "130:interrupted"
        })
public final class DiagnoseCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Terminal terminal;
    private final TerminalLines lines;

    @Parameters(
            paramLabel = "TARGET",
            description = "Host name or address, HOST:PORT for a TCP service, or a URL of http or https.")
    private String target = "";

    @Mixin
    private WayOptions way = new WayOptions();

    @Mixin
    private NetworkOptions networks = new NetworkOptions();

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
        lines = new TerminalLines(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        format.check(Diagnosis.class);
        check();
        DiagnoseRequest request = request();
        OutputFile.requireWritable("--html", html);
        networks.configure(PathTracer.builder());
        Optional<Diagnosis> before = Baseline.read(compare, request);
        if (watch) {
            return watch(request, before);
        }
        return status(diagnose(request, found -> show(found, before)));
    }

    private void check() {
        if (interval != null && !watch) {
            throw new InvalidRequestException("--interval is for --watch: add it, or leave --interval out");
        } else if (interval != null && interval.isZero()) {
            throw new InvalidRequestException("--interval must be more than zero, such as 30s");
        } else if (watch && format.wanted() && !format.compact()) {
            throw new InvalidRequestException(
                    "--watch makes many diagnoses: choose text, or --jsonl for a document on each line");
        }
    }

    private DiagnoseRequest request() {
        DiagnoseRequest.Builder builder = DiagnoseRequest.to(target);
        way.applyTo(builder);
        networks.applyTo(builder);
        if (deadline != null) {
            builder.deadline(deadline);
        }
        return builder.build();
    }

    private Optional<Diagnosis> diagnose(DiagnoseRequest request, Consumer<Diagnosis> show)
            throws InterruptedException {
        DiagnosisText text = new DiagnosisText(lines, lines.palette());
        return Execution.of(
                networks.configure(PathTracer.builder()),
                request,
                text::onEvent,
                () -> lines.waiting(text.waiting()),
                found -> {
                    lines.erase();
                    show.accept(found);
                },
                terminal);
    }

    private void show(Diagnosis found, Optional<Diagnosis> before) {
        if (format.wanted()) {
            terminal.document(format.write(found));
            before.ifPresent(old -> Changes.between(old, found).forEach(terminal::complain));
        } else {
            new DiagnosisText(lines, lines.palette()).whole(found);
            before.ifPresent(old -> {
                lines.line(lines.palette().strong("compared with " + old.started()));
                Changes.between(old, found).forEach(change -> lines.line("  " + change));
            });
        }
        writePage(found);
    }

    private void writePage(Diagnosis found) {
        if (html != null) {
            OutputFile.write("the page", Reports.html(found), html, terminal);
        }
    }

    /** The whole verdict at first, then whenever it is another one; with --jsonl, each. */
    private int watch(DiagnoseRequest request, Optional<Diagnosis> baseline) throws InterruptedException {
        Optional<Diagnosis> before = baseline;
        while (true) {
            Optional<Diagnosis> last = before;
            Optional<Diagnosis> found = diagnose(request, now -> tell(now, last));
            if (found.isEmpty() || found.get().stopReason() == StopReason.CANCELLED || lines.lost()) {
                return status(found);
            }
            before = found;
            Thread.sleep((interval == null ? PAUSE : interval).toMillis());
        }
    }

    private void tell(Diagnosis now, Optional<Diagnosis> last) {
        boolean cutOff = now.stopReason() == StopReason.CANCELLED;
        boolean changed = last.isEmpty() || !cutOff && !Changes.sameVerdict(last.get(), now);
        if (format.wanted()) {
            terminal.document(format.write(now));
        } else if (changed) {
            lines.line(lines.palette()
                    .strong(now.started().truncatedTo(ChronoUnit.SECONDS).toString()));
            show(now, last);
        }
    }

    private static int status(Optional<Diagnosis> found) {
        if (found.filter(Diagnosis::healthy).isPresent()) {
            return ExitStatus.DONE;
        }
        // Where nothing could be sent, nothing is known to be wrong either.
        return found.filter(DiagnoseCommand::couldNot).isPresent()
                ? ExitStatus.NOT_POSSIBLE_HERE
                : ExitStatus.NOT_REACHED;
    }

    private static boolean couldNot(Diagnosis diagnosis) {
        return diagnosis.probesSent() == 0
                && diagnosis.findings().stream().allMatch(finding -> finding.severity() == Severity.NOTE)
                && diagnosis.notLookedAt().stream()
                        .anyMatch(limit ->
                                limit.kind() == Omission.NOT_PERMITTED || limit.kind() == Omission.NOT_SUPPORTED);
    }
}
