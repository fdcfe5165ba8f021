// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.MonitorResult;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PingResult;
import org.pathtracer.TraceResult;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.report.atlas.AtlasPing;
import org.pathtracer.report.atlas.AtlasTrace;
import org.pathtracer.report.csv.MonitorCsv;
import org.pathtracer.report.csv.Table;
import org.pathtracer.report.format.Asked;
import org.pathtracer.report.json.EventJson;
import org.pathtracer.report.json.InterfacesJson;
import org.pathtracer.report.picture.MultipathDot;
import org.pathtracer.report.picture.MultipathMermaid;
import org.pathtracer.report.picture.MultipathSvg;
import org.pathtracer.report.reading.DamagedDocument;
import org.pathtracer.report.reading.Documents;
import org.pathtracer.report.text.InterfacesText;

/**
 * Writes results as text, JSON, CSV, drawings and pages.
 *
 * <pre>{@code
 * TraceResult trace = tracer.trace("example.com");
 * System.out.print(Reports.text(trace));
 * Files.writeString(file, Reports.json(trace));
 * }</pre>
 *
 * <p>A result is a trace, ping, monitor, multipath graph, path MTU, bufferbloat test, answer of DNS, service check,
 * public address, table of stopping points, or state of interfaces. Every report ends with the end of its last line.
 * All methods are pure, and may be called from any thread.
 *
 * @since 0.1.0
 */
public final class Reports {
    private static final ReportOptions STANDARD = ReportOptions.standard();

    private Reports() {}

    /**
     * Returns a result as text for people, as the command prints it.
     *
     * @throws UnsuitableFormatException if it is no result
     */
    public static String text(Object result) {
        return text(result, STANDARD);
    }

    /**
     * Returns a result as text for people.
     *
     * @throws UnsuitableFormatException if it is no result
     */
    public static String text(Object result, ReportOptions options) {
        return write(Format.TEXT, result, options);
    }

    /** Returns the state of interfaces as text, with the ways to some targets. */
    public static String text(NetworkState state, Map<InetAddress, Optional<Route>> ways, ReportOptions options) {
        return TextReports.lines(
                InterfacesText.lines(state, ways, TextReports.palette(Objects.requireNonNull(options, "options"))));
    }

    /**
     * Returns a result as a JSON document; {@code docs/schema} describes them.
     *
     * @throws UnsuitableFormatException if it is no result
     */
    public static String json(Object result) {
        return json(result, STANDARD);
    }

    /**
     * Returns a result as a JSON document.
     *
     * @throws UnsuitableFormatException if it is no result
     */
    public static String json(Object result, ReportOptions options) {
        return write(Format.JSON, result, options);
    }

    /**
     * Reads a document that {@link #json(Object)} wrote: a trace, ping, monitor, multipath graph or path MTU. Keys that
     * are not known are passed over, and so is what a later version 1 adds. Statistics of a ping, a monitor or a vertex
     * have the figures that the document has.
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
     * Reads the document of a trace.
     *
     * @throws ReportFormatException if it is damaged, or no such document
     */
    public static TraceResult traceFromJson(String document) {
        return fromJson(document, TraceResult.class);
    }

    /**
     * Reads the document of a ping.
     *
     * @throws ReportFormatException if it is damaged, or no such document
     */
    public static PingResult pingFromJson(String document) {
        return fromJson(document, PingResult.class);
    }

    /**
     * Reads the document of a monitor.
     *
     * @throws ReportFormatException if it is damaged, or no such document
     */
    public static MonitorResult monitorFromJson(String document) {
        return fromJson(document, MonitorResult.class);
    }

    /**
     * Reads the document of a multipath graph.
     *
     * @throws ReportFormatException if it is damaged, or no such document
     */
    public static MultipathResult multipathFromJson(String document) {
        return fromJson(document, MultipathResult.class);
    }

    /**
     * Reads the document of a path MTU.
     *
     * @throws ReportFormatException if it is damaged, or no such document
     */
    public static PathMtuResult pathMtuFromJson(String document) {
        return fromJson(document, PathMtuResult.class);
    }

    private static <R> R fromJson(String document, Class<R> type) {
        Object result = fromJson(document).result();
        if (!type.isInstance(result)) {
            throw new ReportFormatException(
                    "$.schema",
                    "it is the document of a %s, not of a %s".formatted(typeName(result), type.getSimpleName()),
                    null);
        }
        return type.cast(result);
    }

    /** Returns the state of interfaces as a JSON document, with the ways to some targets. */
    public static String json(NetworkState state, Map<InetAddress, Optional<Route>> ways, ReportOptions options) {
        return InterfacesJson.of(state, ways, options.compact());
    }

    /**
     * Returns a table of comma-separated values: a line for each hop, answer or size.
     *
     * @throws UnsuitableFormatException if it is no trace, ping, monitor or path MTU
     */
    public static String csv(Object result) {
        return write(Format.CSV, result, STANDARD);
    }

    /**
     * Returns a page with tables and drawings that loads nothing from elsewhere.
     *
     * @throws UnsuitableFormatException if there is no page for such a result
     */
    public static String html(Object result) {
        return write(Format.HTML, result, STANDARD);
    }

    /**
     * Returns a drawing.
     *
     * @throws UnsuitableFormatException if there is no drawing for such a result
     */
    public static String svg(Object result) {
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
    public static String dot(MultipathGraph graph) {
        return MultipathDot.of(graph);
    }

    /** Returns a graph as a Mermaid flowchart. */
    public static String mermaid(MultipathGraph graph) {
        return MultipathMermaid.of(graph);
    }

    /**
     * Returns a trace, or a ping of one target, as RIPE Atlas has it (Measurement Result Format, version 5000). What is
     * not known is left out; numbers of measurement and probe are 0.
     *
     * @throws UnsuitableFormatException if it is another result
     */
    public static String atlas(Object result) {
        return write(Format.ATLAS, result, STANDARD);
    }

    /**
     * Returns what happened while an operation runs as a JSON document on a line; its schema is
     * {@code pathtracer/trace-event/1} for an event of a trace, and the like for others.
     *
     * @throws UnsuitableFormatException if it is no event of an operation
     */
    public static String jsonLine(Object event) {
        Objects.requireNonNull(event, "event");
        return EventJson.of(event)
                .orElseThrow(() -> new UnsuitableFormatException(
                        event.getClass().getSimpleName() + " is no event of an operation"));
    }

    /**
     * Returns a result in a format.
     *
     * @throws UnsuitableFormatException if the format is not for such results
     */
    public static String write(Format format, Object result, ReportOptions options) {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(options, "options");
        if (result instanceof Document document && format != Format.JSON) {
            return write(format, document.result(), options);
        }
        Optional<String> report = switch (format) {
            case TEXT -> TextReports.of(result, options);
            case JSON -> JsonReports.of(result, options);
            case CSV -> csvOf(result);
            case HTML -> PageReports.page(result);
            case SVG -> PageReports.drawing(result);
            case DOT -> graphOf(result).map(MultipathDot::of);
            case MERMAID -> graphOf(result).map(MultipathMermaid::of);
            case ATLAS -> atlasOf(result, options);
        };
        return report.orElseThrow(
                () -> new UnsuitableFormatException("a %s can't be written as %s".formatted(typeName(result), format)));
    }

    /** The name of a result's public type, whose implementation is a record. */
    private static String typeName(Object result) {
        return result.getClass().getSimpleName().replaceFirst("Record$", "");
    }

    /**
     * Appends a result in a format.
     *
     * @throws IOException if {@code out} takes no more
     * @throws UnsuitableFormatException if the format is not for such results
     */
    public static void write(Format format, Object result, ReportOptions options, Appendable out) throws IOException {
        out.append(write(format, result, options));
    }

    private static Optional<String> csvOf(Object result) {
        if (result instanceof MonitorResult monitor) {
            return Optional.of(MonitorCsv.of(monitor));
        }
        return result instanceof MultipathResult
                ? Optional.empty()
                : Table.of(result).map(Table::csv);
    }

    private static Optional<String> atlasOf(Object result, ReportOptions options) {
        if (result instanceof TraceResult trace) {
            return Optional.of(AtlasTrace.of(trace, options.request().or(() -> Asked.of(trace)), options.compact()));
        }
        return result instanceof PingResult ping && ping.targets().size() == 1
                ? Optional.of(AtlasPing.of(ping, options.request().or(() -> Asked.of(ping)), options.compact()))
                : Optional.empty();
    }

    private static Optional<MultipathGraph> graphOf(Object result) {
        if (result instanceof MultipathResult multipath) {
            return Optional.of(multipath.graph());
        }
        return result instanceof MultipathGraph graph ? Optional.of(graph) : Optional.empty();
    }
}
