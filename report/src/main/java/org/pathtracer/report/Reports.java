// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.BufferbloatEvent;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.DiagnoseEvent;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MultipathEvent;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathMtuEvent;
import org.pathtracer.PingEvent;
import org.pathtracer.PingResult;
import org.pathtracer.Run;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceResult;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.report.atlas.AtlasPing;
import org.pathtracer.report.atlas.AtlasTrace;
import org.pathtracer.report.csv.Table;
import org.pathtracer.report.csv.Tables;
import org.pathtracer.report.json.EventJson;
import org.pathtracer.report.json.PingJson;
import org.pathtracer.report.json.RunFacts;
import org.pathtracer.report.picture.MultipathDot;
import org.pathtracer.report.picture.MultipathMermaid;
import org.pathtracer.report.picture.MultipathSvg;
import org.pathtracer.report.reading.DamagedDocument;
import org.pathtracer.report.reading.Documents;

/**
 * Writes results as text, JSON, CSV, drawings and pages, and reads JSON back.
 *
 * <pre>{@code
 * TraceResult trace = tracer.trace("example.com");
 * System.out.print(Reports.text(trace));
 * Files.writeString(file, Reports.json(trace));
 * }</pre>
 *
 * <p>Each report ends with the end of its last line. Text from outside, such as host names, is made harmless in it: it
 * can't control a terminal, break out of a page or a drawing, or be a formula of a spreadsheet.
 *
 * <p>All methods are pure and may be called from any thread; none takes null.
 *
 * @since 0.1.0
 */
public final class Reports {
    private static final ReportOptions STANDARD = ReportOptions.standard();

    private Reports() {}

    /** Returns a result as text for people, as the command prints it. */
    public static String text(Reportable result) {
        return text(result, STANDARD);
    }

    /** Returns a result as text for people. */
    public static String text(Reportable result, ReportOptions options) {
        return write(Format.TEXT, result, options);
    }

    /**
     * Returns a result as a JSON document; {@code docs/schema} describes them. It names this host as the one that
     * measured: a result that was read from a document is written as {@linkplain #json(Document) its document}.
     */
    public static String json(Reportable result) {
        return json(result, STANDARD);
    }

    /** Returns a result as a JSON document, as {@link #json(Reportable)} does. */
    public static String json(Reportable result, ReportOptions options) {
        return write(Format.JSON, result, options);
    }

    /** Returns the text of a document that was read: the same text, if {@link #json(Reportable)} wrote it. */
    public static String json(Document document) {
        return json(document, STANDARD);
    }

    /** Returns the text of a document that was read: the same text, if it was written with the same options. */
    public static String json(Document document, ReportOptions options) {
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(options, "options");
        return JsonReports.of(document.result(), document.facts(), options.compact())
                .orElseThrow();
    }

    /**
     * Reads a JSON document of a result. Unknown keys are ignored, and so is what a later version 1 adds. Statistics
     * have the figures that the document has; other percentiles of them are empty.
     *
     * @throws ReportFormatException if it is damaged, or no such document
     */
    public static Document fromJson(String document) {
        Objects.requireNonNull(document, "document");
        try {
            Documents.Read read = Documents.read(document);
            return new Document(read.result(), read.facts());
        } catch (DamagedDocument e) {
            throw new ReportFormatException(e.place(), e.sentence(), e);
        }
    }

    /**
     * Reads the JSON document of a result of a known kind.
     *
     * @param kind such as {@code TraceResult.class}
     * @throws ReportFormatException if it is damaged, or the document of another result
     */
    public static <R extends Reportable> R fromJson(String document, Class<R> kind) {
        Objects.requireNonNull(kind, "kind");
        Reportable result = fromJson(document).result();
        if (!kind.isInstance(result)) {
            throw new ReportFormatException(
                    "$.schema",
                    "it is the document of a %s, not of a %s".formatted(typeName(result), kind.getSimpleName()),
                    null);
        }
        return kind.cast(result);
    }

    /** Returns a table of comma-separated values (RFC 4180): a line for each hop, answer, size, vertex or phase. */
    public static String csv(Run result) {
        return write(Format.CSV, result, STANDARD);
    }

    /**
     * Returns a page with charts, a table and the JSON document, for light and dark screens from 320 pixels on. It
     * loads nothing, and tells the browser to run nothing; only the page of a multipath graph has a script, which moves
     * and enlarges the graph.
     */
    public static String html(Run result) {
        return write(Format.HTML, result, STANDARD);
    }

    /** Returns a drawing. */
    public static String svg(Run result) {
        return write(Format.SVG, result, STANDARD);
    }

    /**
     * Returns a drawing of a part of a multipath graph.
     *
     * @param part of the result's graph, such as the one without silent hops
     */
    public static String svg(MultipathResult result, MultipathGraph part) {
        return new MultipathSvg(result, part).draw();
    }

    /** Returns a graph in the language of Graphviz. */
    public static String dot(MultipathResult result) {
        return dot(result.graph());
    }

    /** Returns a part of a graph in the language of Graphviz. */
    public static String dot(MultipathGraph part) {
        return MultipathDot.of(part);
    }

    /** Returns a graph as a Mermaid flowchart. */
    public static String mermaid(MultipathResult result) {
        return mermaid(result.graph());
    }

    /** Returns a part of a graph as a Mermaid flowchart. */
    public static String mermaid(MultipathGraph part) {
        return MultipathMermaid.of(part);
    }

    /**
     * Returns a trace as RIPE Atlas has it: a result of the type traceroute (Measurement Result Format, version 5000).
     * What is not known is left out; the numbers of measurement and probe are 0.
     */
    public static String atlas(TraceResult trace) {
        return write(Format.ATLAS, trace, STANDARD);
    }

    /**
     * Returns traces to several targets as RIPE Atlas has them: an array of results of the type traceroute, one for
     * each target that was traced.
     */
    public static String atlas(BulkTraceResult traces) {
        return write(Format.ATLAS, traces, STANDARD);
    }

    /**
     * Returns a ping as RIPE Atlas has it: a result of the type ping, or an array of them if there are several targets.
     * What is not known is left out; the numbers of measurement and probe are 0.
     */
    public static String atlas(PingResult ping) {
        return write(Format.ATLAS, ping, STANDARD);
    }

    /** Returns an event as a JSON document on a line; its schema is {@code pathtracer/trace-event/1}. */
    public static String jsonLine(TraceEvent event) {
        return EventJson.of(event);
    }

    /** Returns an event as a JSON document on a line; its schema is {@code pathtracer/ping-event/1}. */
    public static String jsonLine(PingEvent event) {
        return EventJson.of(event);
    }

    /** Returns an event as a JSON document on a line; its schema is {@code pathtracer/monitor-event/1}. */
    public static String jsonLine(MonitorEvent event) {
        return EventJson.of(event);
    }

    /** Returns an event as a JSON document on a line; its schema is {@code pathtracer/multipath-event/1}. */
    public static String jsonLine(MultipathEvent event) {
        return EventJson.of(event);
    }

    /** Returns an event as a JSON document on a line; its schema is {@code pathtracer/mtu-event/1}. */
    public static String jsonLine(PathMtuEvent event) {
        return EventJson.of(event);
    }

    /** Returns an event as a JSON document on a line; its schema is {@code pathtracer/bufferbloat-event/1}. */
    public static String jsonLine(BufferbloatEvent event) {
        return EventJson.of(event);
    }

    /** Returns an event as a JSON document on a line; its schema is {@code pathtracer/diagnose-event/1}. */
    public static String jsonLine(DiagnoseEvent event) {
        return EventJson.of(event);
    }

    /**
     * Returns a result in a format that is chosen while the program runs.
     *
     * @throws UnsuitableFormatException if the format does not {@linkplain Format#suits suit} the result
     */
    public static String write(Format format, Reportable result, ReportOptions options) {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(options, "options");
        return of(format, result, options)
                .orElseThrow(() -> new UnsuitableFormatException(
                        "a %s can't be written as %s".formatted(typeName(result), format)));
    }

    /** The name of a result's public type, whose implementation is a record. */
    private static String typeName(Reportable result) {
        return result.getClass().getSimpleName().replaceFirst("Record$", "");
    }

    /**
     * Appends a result in a format that is chosen while the program runs. The JSON of a ping is appended piece by
     * piece, so that the text of a million targets is never in memory as a whole.
     *
     * @throws IOException if {@code out} throws it
     * @throws UnsuitableFormatException if the format does not {@linkplain Format#suits suit} the result
     */
    public static void write(Format format, Reportable result, ReportOptions options, Appendable out)
            throws IOException {
        Objects.requireNonNull(out, "out");
        if (format == Format.JSON && result instanceof PingResult ping) {
            PingJson.write(ping, RunFacts.of(ping), options.compact(), out);
        } else {
            out.append(write(format, result, options));
        }
    }

    private static Optional<String> of(Format format, Reportable result, ReportOptions options) {
        return switch (format) {
            case TEXT -> TextReports.of(result, options);
            case JSON -> JsonReports.of(result, RunFacts.of(result), options.compact());
            case CSV -> Tables.of(result).map(Table::csv);
            case HTML -> PageReports.page(result);
            case SVG -> PageReports.drawing(result);
            case DOT -> multipath(result).map(Reports::dot);
            case MERMAID -> multipath(result).map(Reports::mermaid);
            case ATLAS -> atlas(result, options.compact());
        };
    }

    private static Optional<MultipathResult> multipath(Reportable result) {
        return result instanceof MultipathResult multipath ? Optional.of(multipath) : Optional.empty();
    }

    private static Optional<String> atlas(Reportable result, boolean compact) {
        if (result instanceof TraceResult trace) {
            return Optional.of(AtlasTrace.of(trace, compact));
        } else if (result instanceof BulkTraceResult traces) {
            return Optional.of(AtlasTrace.of(traces, compact));
        }
        return result instanceof PingResult ping ? Optional.of(AtlasPing.of(ping, compact)) : Optional.empty();
    }
}
