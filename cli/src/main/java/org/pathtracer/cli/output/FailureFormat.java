// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.output;

import java.io.PrintStream;
import org.pathtracer.report.Format;
import org.pathtracer.report.json.JsonDocument;
import picocli.CommandLine.ParseResult;

/**
 * Callers that asked for JSON get a document also where there is no result: one that says why. Input that is refused
 * gets none, since nothing was begun. Chosen when the command line has been read.
 */
public final class FailureFormat {
    private static final String SCHEMA = "pathtracer/failure/1";

    private String command = "";
    private boolean json;
    private boolean compact;

    public void choose(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        command = last.commandSpec().qualifiedName().replaceFirst("^pathtracer ", "");
        compact = last.hasMatchedOption("--jsonl");
        json = compact
                || last.hasMatchedOption("--json")
                || last.matchedOptionValue("--format", Format.TEXT) == Format.JSON;
    }

    public void print(PrintStream out, String sentence) {
        if (json) {
            JsonDocument document = new JsonDocument(compact);
            document.writeTo(out, () -> {
                document.string("schema", SCHEMA);
                document.string("command", command);
                document.string("failure", sentence);
            });
        }
    }
}
