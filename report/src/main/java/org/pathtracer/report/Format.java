// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import java.util.List;
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
    TEXT(List.of(Reportable.class)),
    /** A JSON document as {@code docs/schema} describes it; every result. */
    JSON(List.of(Reportable.class)),
    /** A table of comma-separated values (RFC 4180); the result of every operation. */
    CSV(List.of(Run.class)),
    /** A page of its own that loads nothing; the result of every operation. */
    HTML(List.of(Run.class)),
    /** A drawing; the result of every operation. */
    SVG(List.of(Run.class)),
    /** A graph for Graphviz; a multipath graph. */
    DOT(List.of(MultipathResult.class)),
    /** A Mermaid flowchart; a multipath graph. */
    MERMAID(List.of(MultipathResult.class)),
    /** JSON as RIPE Atlas has it; a trace or a ping. */
    ATLAS(List.of(TraceResult.class, PingResult.class));

    private final List<Class<? extends Reportable>> results;

    Format(List<Class<? extends Reportable>> results) {
        this.results = results;
    }

    /** Returns whether results of this kind, such as {@code TraceResult.class}, can be written so. */
    public boolean suits(Class<? extends Reportable> kind) {
        return results.stream().anyMatch(result -> result.isAssignableFrom(kind));
    }
}
