// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Run;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.report.Format;
import org.pathtracer.report.Reports;
import picocli.CommandLine.Option;

/** How a command prints the result of an operation. At most one of the options is given. */
public class FormatOptions extends JsonOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            completionCandidates = FormatConverter.class,
            description = "Write the result to stdout as text (default), json, csv, html, svg, or what else suits it:"
                    + " atlas (RIPE Atlas) for a trace or a ping, dot or mermaid for a graph.")
    private @Nullable Format format;

    /** Whether stdout is for a document at the end, rather than for text. */
    @Override
    public boolean wanted() {
        return format() != Format.TEXT;
    }

    public Format format() {
        return super.wanted() ? Format.JSON : format == null ? Format.TEXT : format;
    }

    /** Whether a format was asked for, be it text. */
    public boolean chosen() {
        return super.wanted() || format != null;
    }

    /** Refuses a format that such results don't have, before anything is sent. */
    public void check(Class<? extends Reportable> kind) {
        if (!format().suits(kind)) {
            throw new InvalidRequestException("--format %s is not for this result: choose %s"
                    .formatted(
                            NamedValues.name(format()),
                            Arrays.stream(Format.values())
                                    .filter(other -> other.suits(kind))
                                    .map(NamedValues::name)
                                    .collect(Collectors.joining(", "))));
        }
    }

    /** Writes the whole document, that of many targets piece by piece. */
    public void write(Run result, PrintStream out) {
        try {
            Reports.write(format(), result, report(), out);
        } catch (IOException e) {
            throw new UncheckedIOException("the command's output throws nothing", e);
        }
        out.flush();
    }

    /** The whole document. */
    public String write(Run result) {
        return Reports.write(format(), result, report());
    }
}
