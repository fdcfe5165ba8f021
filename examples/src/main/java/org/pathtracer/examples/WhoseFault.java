// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Diagnosis;
import org.pathtracer.PathTracer;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.report.Reports;

/** What an application shows instead of "connection failed": what is wrong, where, and what to do about it. */
public final class WhoseFault {
    private static final double SURE = 0.8;

    private WhoseFault() {}

    public static void main(String[] args) throws IOException {
        try (PathTracer tracer = PathTracer.create()) {
            System.out.println(explain(tracer, args[0], Path.of("for-the-provider.html")));
        }
    }

    /** Returns a sentence for the user, and writes a page for the operator of the network if something is wrong. */
    static String explain(PathTracer tracer, String target, Path page) throws IOException {
        Diagnosis diagnosis = tracer.diagnose(
                DiagnoseRequest.to(target).deadline(Duration.ofSeconds(8)).build());
        if (diagnosis.healthy()) {
            return "The network is not the cause.";
        }
        Files.writeString(page, Reports.html(diagnosis));
        return diagnosis.findings().stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .findFirst()
                .map(WhoseFault::told)
                .orElse(diagnosis.summary());
    }

    private static String told(Finding finding) {
        String where = switch (finding.place().segment()) {
            case HOST, LAN -> "On your side";
            case ISP -> "At your provider";
            case RESOLVER -> "At your name server";
            case DESTINATION, SERVICE -> "On our side";
            case VPN, TRANSIT, UNKNOWN -> "On the way";
        };
        return "%s%s: %s. %s"
                .formatted(
                        finding.probability() >= SURE ? "" : "Probably ", where, finding.sentence(), finding.advice());
    }
}
