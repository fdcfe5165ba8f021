// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import org.pathtracer.report.ReportOptions;
import picocli.CommandLine.Option;

/** How programs want results. At most one of the two is given. */
public class JsonOptions {
    @Option(
            names = "--json",
            description = "Write one JSON document to stdout and nothing else; messages go to stderr.")
    private boolean pretty;

    @Option(names = "--jsonl", description = "The same with each document on a single line.")
    private boolean lines;

    public boolean wanted() {
        return pretty || lines;
    }

    public boolean compact() {
        return lines;
    }

    /** How documents are written. */
    public ReportOptions report() {
        return ReportOptions.standard().compact(lines);
    }
}
