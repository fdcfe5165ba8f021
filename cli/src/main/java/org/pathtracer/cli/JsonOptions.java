// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import picocli.CommandLine.Option;

/** How programs want results. At most one of the two is given. */
final class JsonOptions {
    @Option(
            names = "--json",
            description = "Write one JSON document to stdout and nothing else; messages go to stderr.")
    private boolean pretty;

    @Option(names = "--jsonl", description = "The same on a single line.")
    private boolean lines;

    boolean wanted() {
        return pretty || lines;
    }

    boolean compact() {
        return lines;
    }
}
