// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorSeries;
import org.pathtracer.Protocol;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.result.MonitorEventRecords;
import org.pathtracer.samples.MonitorSamples;
import org.pathtracer.samples.Schemas;
import picocli.CommandLine;

/** The documents of a monitor while it runs. */
class MonitorDocumentsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final MonitorRequest request = MonitorRequest.to("a.example").build();

    @Test
    void jsonLines_areOneForEachTrace_andOneForAll() {
        FormatOptions format = CommandLine.populateCommand(new FormatOptions(), "--jsonl");
        MonitorDocuments report = new MonitorDocuments(new Terminal(print, print, false, false), request, format);
        MonitorSeries series = MonitorSamples.eventful("a.example");
        report.onEvent(new MonitorEventRecords.Started(List.of(series.target()), Protocol.ICMP, MonitorSamples.RAW));
        report.onEvent(new MonitorEventRecords.CycleCompleted(series, series.path()));
        report.onEvent(new MonitorEventRecords.CycleCompleted(series, series.path()));
        report.onResult(MonitorSamples.result(series));
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(3).allSatisfy(line -> Schemas.valid("monitor-1.json", line));
        assertThat(lines.get(1)).doesNotContain("stopReason");
        assertThat(lines.get(2)).contains("\"stopReason\":\"completed\"");
    }
}
