// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.multipath;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.MultipathResult;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.output.OutputFile;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.report.Format;
import org.pathtracer.report.Reports;
import picocli.CommandLine.Option;

/** Drawings of a graph, into files or instead of the text. */
public final class DrawingOptions {
    @Option(names = "--svg", paramLabel = "FILE", description = "Draw the graph as SVG into this file.")
    private @Nullable Path svg;

    @Option(names = "--dot", paramLabel = "FILE", description = "Write the graph for Graphviz into this file.")
    private @Nullable Path dot;

    @Option(names = "--mermaid", description = "Print the graph as a Mermaid flowchart instead of text.")
    private boolean mermaid;

    @Option(
            names = "--no-silent",
            description = "Leave silent hops out of drawings, and link those before and behind them.")
    private boolean noSilent;

    /** Whether a drawing was asked for by an option of its own. */
    boolean given() {
        return svg != null || dot != null || mermaid;
    }

    /** Before any probe is sent. */
    public void check(FormatOptions format) {
        if (format.wanted() && mermaid) {
            throw new InvalidRequestException("--mermaid and --json or --format both want standard output: choose one");
        }
        OutputFile.requireWritable("--svg", svg);
        OutputFile.requireWritable("--dot", dot);
    }

    /** Whether standard output is for a document, rather than for text. */
    boolean onStandardOutput(FormatOptions format) {
        return mermaid || format.wanted();
    }

    /** What standard output gets then. */
    String document(FormatOptions format, MultipathResult result) {
        return switch (mermaid ? Format.MERMAID : format.format()) {
            case MERMAID -> Reports.mermaid(graph(result));
            case DOT -> Reports.dot(graph(result));
            case SVG -> Reports.svg(result, graph(result));
            default -> format.write(result);
        };
    }

    public void write(MultipathResult result) {
        if (svg != null) {
            write(svg, Reports.svg(result, graph(result)));
        }
        if (dot != null) {
            write(dot, Reports.dot(graph(result)));
        }
    }

    private MultipathGraph graph(MultipathResult result) {
        return noSilent ? result.graph().withoutSilentHops() : result.graph();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidRequestException("%s can't be written: %s".formatted(file, e.getMessage()));
        }
    }
}
