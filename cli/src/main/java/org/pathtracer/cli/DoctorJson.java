// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.pathtracer.TransportReport;

/** A diagnosis for programs; docs/schema/doctor-1.json describes it. */
final class DoctorJson {
    private final JsonDocument json;

    private DoctorJson(boolean compact) {
        json = new JsonDocument(compact);
    }

    static void print(Diagnosis diagnosis, PrintStream out, boolean compact) {
        DoctorJson writer = new DoctorJson(compact);
        writer.json.writeTo(out, () -> writer.members(diagnosis));
    }

    private void members(Diagnosis diagnosis) throws IOException {
        json.string("schema", "pathtracer/doctor/1");
        for (Map.Entry<String, String> entry : diagnosis.environment().entrySet()) {
            json.string(entry.getKey(), entry.getValue());
        }
        json.bool("works", diagnosis.works());
        json.string("verdict", diagnosis.verdict());
        json.array("transports", List.copyOf(diagnosis.transports().entrySet()), this::transport);
        if (!diagnosis.findings().isEmpty()) {
            json.array("selfCheck", diagnosis.findings(), this::finding);
        }
    }

    private void finding(SelfCheck.Finding finding) throws IOException {
        json.object(() -> {
            json.string("transport", finding.transport());
            json.name("family", finding.family());
            json.string("check", finding.check());
            json.name("outcome", finding.outcome());
            json.string("detail", finding.detail());
        });
    }

    private void transport(Map.Entry<String, List<TransportReport>> transport) throws IOException {
        json.object(() -> {
            json.string("name", transport.getKey());
            json.array("checks", transport.getValue(), this::check);
        });
    }

    private void check(TransportReport report) throws IOException {
        json.object(() -> {
            json.name("protocol", report.protocol());
            json.name("family", report.family());
            json.bool("available", report.available());
            json.name("kind", report.availability());
            json.string("detail", report.detail());
            json.strings("limits", report.limits());
            json.strings("remedies", report.remedies());
        });
    }
}
