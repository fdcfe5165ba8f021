// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.samples.MonitorSamples.eventful;
import static org.pathtracer.samples.MonitorSamples.path;
import static org.pathtracer.samples.MonitorSamples.result;
import static org.pathtracer.samples.MonitorSamples.unknown;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TransportChoice;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.text.MonitorText;
import org.pathtracer.result.MonitorEventRecords;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.samples.MonitorSamples;
import org.pathtracer.samples.Schemas;

/** A monitor as JSON, as comma-separated values, and as lines. */
class MonitorOutputTest {
    private final Printed out = new Printed();
    private final MonitorRequest request = MonitorRequest.to("a.example").build();

    private List<String> lines() {
        return out.take().lines().toList();
    }

    private String json(MonitorResult result) {
        return Reports.json(result);
    }

    private static MonitorEvent.Started started(MonitorSeries... series) {
        return new MonitorEventRecords.Started(
                List.of(series).stream().map(MonitorSeries::target).toList(), Protocol.ICMP, MonitorSamples.RAW);
    }

    @Test
    void everythingOfOneTarget_isAsTheSchemaSays() {
        String text = json(result(eventful("a.example")));
        JsonNode monitor = Schemas.valid("monitor-1.json", text);
        assertThat(monitor.get("cycles").intValue()).isEqualTo(4);
        assertThat(monitor.at("/path").toString())
                .isEqualTo("[{\"ttl\":1,\"address\":\"192.0.2.1\"},{\"ttl\":3,\"address\":\"192.0.2.80\"}]");
        assertThat(monitor.at("/hops/1/lossRatio").intValue()).isEqualTo(1);
        assertThat(monitor.at("/hops/1").has("rttMs")).isFalse();
        assertThat(monitor.at("/hops/2/lastMs").intValue()).isEqualTo(40);
        assertThat(monitor.at("/hops/2/lossRatio").doubleValue()).isEqualTo(0.25);
        assertThat(monitor.at("/hops/2/late").intValue()).isEqualTo(1);
        assertThat(monitor.at("/hops/2/duplicates").intValue()).isEqualTo(2);
        assertThat(monitor.at("/hops/2/notSent").intValue()).isEqualTo(3);
        assertThat(monitor.at("/pathChanges/0/ttls").toString()).isEqualTo("[1]");
        assertThat(monitor.at("/pathChangesLeftOut").intValue()).isEqualTo(5);
        assertThat(monitor.at("/outages/0/probes").intValue()).isEqualTo(2);
        assertThat(monitor.at("/outages/1/ended").booleanValue()).isFalse();
        assertThat(monitor.at("/outagesLeftOut").intValue()).isEqualTo(4);
        assertThat(monitor.at("/hops/2/windows").toString()).contains("\"seconds\":60,\"sent\":1,\"received\":0");
        assertThat(monitor.at("/sendFailures/0/error").asText()).isEqualTo("ENETUNREACH");
        assertThat(text).doesNotContain("null");
    }

    @Test
    void severalTargets_areAList() {
        String text = json(result(eventful("a.example"), unknown("b.example")));
        JsonNode monitor = Schemas.valid("monitor-1.json", text);
        assertThat(monitor.at("/targets/1/error").asText()).isEqualTo("b.example is not known");
    }

    @Test
    void csv_hasALineForEachHop() {
        String table = Reports.csv(result(eventful("a,\"b"), unknown("b.example")));
        assertThat(table).contains("\r\n");
        assertThat(table.lines().toList())
                .hasSize(4)
                .first()
                .asString()
                .startsWith("target,address,ttl,responder,sent,received,lossRatio,lastMs,");
        assertThat(table.lines().toList().get(1))
                .isEqualTo("\"a,\"\"b\",192.0.2.80,1,192.0.2.1,4,4,0.0,1,1.25,1,2,1,2,0.5,0.121094,1,2,3");
        assertThat(table.lines().toList().get(2)).isEqualTo("\"a,\"\"b\",192.0.2.80,2,,4,0,1.0,,,,,,,,,1,2,3");
        int columns = table.lines().toList().get(0).split(",", -1).length;
        assertThat(table.lines().toList().get(2).replace("\"a,\"\"b\"", "a").split(",", -1))
                .hasSize(columns);
    }

    @Test
    void lossOfThisHostAndTheEnd_areToldOnce() {
        TransportChoice losing = new TransportChoiceRecord("raw", "it is there", List.of(), 2);
        MonitorSeries series = eventful("a.example");
        assertThat(MonitorText.report(result(losing, StopReason.DEADLINE, series, series), Palette.NONE))
                .endsWith(
                        "the deadline passed: a trace that was under way is not counted, only its answers so far",
                        "this host itself lost 2 packets that it had received, since a socket's buffer was full: what is"
                                + " unanswered here may not have been lost in the network");
        assertThat(MonitorText.report(result(series), Palette.NONE))
                .noneMatch(line -> line.contains("deadline") || line.contains("itself"));
    }

    @Test
    void plainLines_areOneForEachTrace_andATable() {
        MonitorText report = new MonitorText(out, Palette.NONE, request.hostCount());
        MonitorSeries series = eventful("a.example");
        report.onEvent(started(series));
        report.onEvent(new MonitorEventRecords.PathChanged(
                series.target(), series.pathChanges().get(0)));
        report.onEvent(new MonitorEventRecords.CycleCompleted(series, series.path()));
        report.onEvent(new MonitorEventRecords.CycleCompleted(series, path(false, "192.0.2.1")));
        report.onEvent(new MonitorEventRecords.Dropped(12));
        report.onResult(result(series));
        assertThat(lines())
                .containsExactly(
                        "monitor of a.example (192.0.2.80), ICMP over raw",
                        "        path changed: hop 1 192.0.2.7 became 192.0.2.1",
                        "     4  reached in 3 hops, 40.000 ms",
                        "     4  not reached, 1 hops answered",
                        "... 12 lines left out, the reader is too slow",
                        "",
                        "a.example (192.0.2.80): 4 traces, 3 reached it",
                        "     host                                       loss  sent     last     mean     best"
                                + "    worst   stddev   jitter",
                        "  1  192.0.2.1                                    0%     4    1.000    1.250    1.000"
                                + "    2.000    0.500    0.121",
                        "  2  *                                          100%     4                           "
                                + "                           ",
                        "  3  192.0.2.80                                  25%     4   40.000   23.333   10.000"
                                + "   40.000   15.275    1.836",
                        "target, last minute: 1 sent, 0 answered, 100% lost",
                        "target, last 5 minutes: 1 sent, 0 answered, 100% lost",
                        "target, last 15 minutes: 1 sent, 0 answered, 100% lost",
                        "outage: 2.0 s from trace 2 on, 2 traces",
                        "outage: 3.0 s from trace 6 on, 3 traces, to the end",
                        "and 4 outages before these",
                        "trace 8, 8.0 s: path changed: hop 1 192.0.2.7 became 192.0.2.1",
                        "and 5 changes before these");
    }

    @Test
    void hostileTarget_hasNoPowerOverTheTerminal() {
        MonitorSeries series = eventful("evil\033[2J\u202e.example");
        MonitorText report = new MonitorText(out, Palette.NONE, request.hostCount());
        report.onEvent(started(series, series));
        report.onEvent(new MonitorEventRecords.CycleCompleted(series, series.path()));
        report.onResult(result(series, unknown("b\033[2J")));
        String table = Reports.csv(result(series));
        assertThat(out.take() + table).doesNotContain("\033").doesNotContain("\u202e");
    }
}
