// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import org.pathtracer.BulkTraceResult;
import org.pathtracer.MultipathResult;
import org.pathtracer.PingResult;
import org.pathtracer.Run;
import org.pathtracer.TraceResult;
import org.pathtracer.annotation.Reportable;

/**
 * A form in which results are written.
 *
 * @since 0.1.0
 */
public enum Format {
    /** Text for people, as the command prints it; every result. */
    TEXT,
    /** A JSON document as {@code docs/schema} describes it; every result. */
    JSON,
    /** A table of comma-separated values (RFC 4180); the result of every operation. */
    CSV,
    /** A page of its own that loads nothing; the result of every operation but a bulk trace. */
    HTML,
    /** A drawing; the result of every operation but a bulk trace. */
    SVG,
    /** A graph for Graphviz; a multipath graph. */
    DOT,
    /** A Mermaid flowchart; a multipath graph. */
    MERMAID,
    /** JSON as RIPE Atlas has it; traces or a ping. */
    ATLAS;

    /** Returns whether results of a kind, such as {@code TraceResult.class}, can be written so. */
    public boolean suits(Class<? extends Reportable> kind) {
        return switch (this) {
            case TEXT, JSON -> true;
            case CSV -> Run.class.isAssignableFrom(kind);
            case HTML, SVG -> Run.class.isAssignableFrom(kind) && !BulkTraceResult.class.isAssignableFrom(kind);
            case DOT, MERMAID -> MultipathResult.class.isAssignableFrom(kind);
            case ATLAS ->
                TraceResult.class.isAssignableFrom(kind)
                        || BulkTraceResult.class.isAssignableFrom(kind)
                        || PingResult.class.isAssignableFrom(kind);
        };
    }
}
