// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Results as text, JSON, CSV, drawings and pages, and JSON read back. */
@NullMarked
@SuppressWarnings("module") // the command is compiled later
module org.pathtracer.report {
    requires static org.jspecify;
    requires transitive org.pathtracer.api;
    requires org.pathtracer.result;
    requires com.fasterxml.jackson.core;

    exports org.pathtracer.report;
    exports org.pathtracer.report.csv to
            org.pathtracer.cli;
    exports org.pathtracer.report.format to
            org.pathtracer.cli,
            org.pathtracer.fleet.web;
    exports org.pathtracer.report.json to
            org.pathtracer.cli;
    exports org.pathtracer.report.page to
            org.pathtracer.fleet.web;
    exports org.pathtracer.report.picture to
            org.pathtracer.fleet.web;
    exports org.pathtracer.report.text to
            org.pathtracer.cli;
}
