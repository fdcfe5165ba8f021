// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

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
    /** A table of comma-separated values (RFC 4180): a trace, ping, monitor or path MTU. */
    CSV,
    /** A page of its own that loads nothing: a trace, ping, monitor, multipath graph, path MTU or bufferbloat test. */
    HTML,
    /** A drawing: the same results as {@link #HTML}. */
    SVG,
    /** A graph for Graphviz: a multipath graph. */
    DOT,
    /** A Mermaid flowchart: a multipath graph. */
    MERMAID,
    /** JSON as RIPE Atlas has it: a trace, or a ping of one target. */
    ATLAS
}
