// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Run;
import org.pathtracer.cli.output.OutputFile;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.report.Reports;
import picocli.CommandLine.Option;

/** A page about the result, beside what the command prints. */
public final class PageOption {
    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page with charts to this file too; it loads nothing from elsewhere.")
    private @Nullable Path file;

    /** Whether a page is wanted. */
    public boolean given() {
        return file != null;
    }

    /** Refuses a file that can't be written, before anything is sent. */
    public void check() {
        OutputFile.requireWritable("--html", file);
    }

    /** Writes the page, if it is wanted. */
    public void write(Run result, Terminal terminal) {
        if (file != null) {
            OutputFile.write("the page", Reports.html(result), file, terminal);
        }
    }
}
