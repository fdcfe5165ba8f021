// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pathtracer.report.Samples.echo;
import static org.pathtracer.report.Samples.exceeded;
import static org.pathtracer.report.Samples.hop;
import static org.pathtracer.report.Samples.late;
import static org.pathtracer.report.Samples.telling;
import static org.pathtracer.report.Samples.unreachable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.PingRequest;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.testkit.result.TraceResults;

/** Every format, and the results that it is for. */
class FormatsTest {
    private static final TraceResult TRACE = Samples.result(
            StopReason.DESTINATION,
            hop(1, telling("192.0.2.1", 500, Appended.TRANSLATED, Appended.LABELS), Samples.TIMEOUT),
            hop(2, Samples.NO_ROUTE, late("192.0.2.2", 900_000)),
            hop(3, unreachable("192.0.2.8", 7, UnreachableReason.FRAGMENTATION_NEEDED), exceeded("192.0.2.8", 8)),
            hop(4, echo("192.0.2.9", 44_123)));

    static List<Object> drawn() {
        return List.of(
                TRACE,
                Samples.result(StopReason.MAX_HOPS),
                PingSamples.result(PingSamples.eventful("<a>.example\033[31m")),
                PingSamples.result(PingSamples.eventful("a.example"), PingSamples.unknown("b.example")),
                MonitorSamples.result(MonitorSamples.eventful("a.example"), MonitorSamples.unknown("b.example")),
                MultipathSamples.CROSSING);
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void drawing_isWellFormed(Object result) throws Exception {
        parse(Reports.svg(result));
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void page_loadsNothingAndScrollsByItsParts(Object result) {
        String page = Reports.html(result);
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("width=device-width", "<svg", "<table>", "<details>", ".wide { overflow-x: auto; }")
                .doesNotContain("<script", "src=", "href=", "url(", "@import", "\033");
        String outside = page.replaceAll("(?s)<div class=\"wide\">.*?</div>", "");
        assertThat(outside).doesNotContain("<svg").doesNotContain("<table");
    }

    private static void parse(String svg) throws Exception {
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void tableOfATrace_hasALineForEachResponder() {
        assertThat(Reports.csv(TRACE).split("\r\n"))
                .containsExactly(
                        "ttl,address,hostname,asn,sent,received,lossRatio,minMs,medianMs,maxMs",
                        "1,192.0.2.1,,,2,1,0.5,0.5,0.5,0.5",
                        "2,192.0.2.2,,,1,1,0.0,900,900,900",
                        "3,192.0.2.8,,,2,2,0.0,0.007,0.0075,0.008",
                        "4,192.0.2.9,,,1,1,0.0,44.123,44.123,44.123");
        assertThat(Reports.csv(PingSamples.result(PingSamples.plain("192.0.2.2", 3, 10, 20), PingSamples.unknown("b")))
                        .split("\r\n"))
                .containsExactly(
                        "target,address,sent,received,lossRatio,minMs,medianMs,maxMs",
                        "192.0.2.2,192.0.2.2,3,2,0.33333333333333337,0.01,0.015,0.02",
                        "b,,0,0,,,,");
    }

    @Test
    void graph_isForGraphvizAndMermaid() {
        assertThat(Reports.write(Format.DOT, MultipathSamples.CROSSING, ReportOptions.standard()))
                .isEqualTo(Reports.dot(MultipathSamples.CROSSING.graph()));
        assertThat(Reports.write(Format.MERMAID, MultipathSamples.CROSSING, ReportOptions.standard()))
                .isEqualTo(Reports.mermaid(MultipathSamples.CROSSING.graph()));
    }

    @Test
    void unsuitableFormat_isRefusedByName() {
        assertThatThrownBy(() -> Reports.write(Format.DOT, TRACE, ReportOptions.standard()))
                .isInstanceOf(UnsuitableFormatException.class)
                .hasMessage("a TraceResult can't be written as DOT");
        assertThatThrownBy(() -> Reports.json("text")).isInstanceOf(UnsuitableFormatException.class);
        assertThatThrownBy(() -> Reports.atlas(MultipathSamples.CROSSING))
                .isInstanceOf(UnsuitableFormatException.class);
        assertThatThrownBy(() -> Reports.csv(MultipathSamples.CROSSING)).isInstanceOf(UnsuitableFormatException.class);
        assertThatThrownBy(() -> Reports.jsonLine(TRACE)).isInstanceOf(UnsuitableFormatException.class);
    }

    @Test
    void appendable_getsTheSame() throws Exception {
        StringBuilder out = new StringBuilder();
        Reports.write(Format.CSV, TRACE, ReportOptions.standard(), out);
        assertThat(out.toString()).isEqualTo(Reports.csv(TRACE));
    }

    @Test
    void traceOfRipeAtlas_isAsItsFormatSays() throws Exception {
        JsonNode trace = new ObjectMapper()
                .readTree(Reports.write(
                        Format.ATLAS,
                        TRACE,
                        ReportOptions.standard()
                                .compact(true)
                                .request(TraceRequest.to("target.example").build())));
        assertThat(trace.get("fw").intValue()).isEqualTo(5000);
        assertThat(trace.get("af").intValue()).isEqualTo(4);
        assertThat(trace.get("type").asText()).isEqualTo("traceroute");
        assertThat(trace.get("dst_name").asText()).isEqualTo("target.example");
        assertThat(trace.has("src_addr")).isFalse();
        assertThat(trace.get("proto").asText()).isEqualTo("ICMP");
        assertThat(trace.get("size").intValue()).isEqualTo(60);
        assertThat(trace.get("paris_id").intValue()).isZero();
        assertThat(trace.get("timestamp").longValue()).isEqualTo(TRACE.started().getEpochSecond());
        assertThat(trace.at("/result/0").toString())
                .isEqualTo("{\"hop\":1,\"result\":[{\"from\":\"192.0.2.1\",\"rtt\":0.5,\"ttl\":63,\"icmpext\":"
                        + "{\"version\":2,\"rfc4884\":1,\"obj\":[{\"class\":1,\"type\":1,\"mpls\":["
                        + "{\"exp\":0,\"label\":16001,\"s\":0,\"ttl\":1},{\"exp\":5,\"label\":24000,\"s\":1,\"ttl\":254}"
                        + "]}]}},{\"x\":\"*\"}]}");
        assertThat(trace.at("/result/1/result").toString())
                .isEqualTo("[{\"error\":\"sendmmsg failed: ENETUNREACH\"},"
                        + "{\"from\":\"192.0.2.2\",\"late\":1,\"ttl\":63}]");
        assertThat(trace.at("/result/2/result/0/mtu").intValue()).isEqualTo(1400);
        assertThat(trace.at("/result/3/result/0").toString())
                .isEqualTo("{\"from\":\"192.0.2.9\",\"rtt\":44.123,\"ttl\":63}");
    }

    @Test
    void traceOfRipeAtlas_tellsItsSource() throws Exception {
        JsonNode trace = new ObjectMapper()
                .readTree(Reports.atlas(
                        TraceResults.to("target.example").source("192.0.2.77").build()));
        assertThat(trace.get("src_addr").asText()).isEqualTo("192.0.2.77");
        assertThat(trace.get("from").asText()).isEqualTo("192.0.2.77");
    }

    @Test
    void pingOfRipeAtlas_isAsItsFormatSays() throws Exception {
        JsonNode ping = new ObjectMapper()
                .readTree(Reports.write(
                        Format.ATLAS,
                        PingSamples.result(PingSamples.eventful("a.example")),
                        ReportOptions.standard()
                                .request(PingRequest.to("a.example").build())));
        assertThat(ping.get("type").asText()).isEqualTo("ping");
        assertThat(ping.get("sent").intValue()).isEqualTo(10);
        assertThat(ping.get("rcvd").intValue()).isEqualTo(3);
        assertThat(ping.get("dup").intValue()).isEqualTo(1);
        assertThat(ping.get("avg").intValue()).isEqualTo(2);
        assertThat(ping.get("step").intValue()).isEqualTo(1);
        assertThat(ping.get("result").toString()).contains("\"rtt\":", "\"error\":\"too big");
        JsonNode lost =
                new ObjectMapper().readTree(Reports.atlas(PingSamples.result(PingSamples.plain("192.0.2.2", 2))));
        assertThat(lost.get("avg").intValue()).isEqualTo(-1);
        assertThat(lost.get("result").toString()).isEqualTo("[{\"x\":\"*\"},{\"x\":\"*\"}]");
    }

    @Test
    void textOfATrace_hasTheRequestsOptionsIfTheyAreKnown() {
        assertThat(Reports.text(TRACE).lines().findFirst())
                .contains("pathtracer to target.example (192.0.2.1), ICMP over raw");
        assertThat(Reports.text(
                                TRACE,
                                ReportOptions.standard()
                                        .request(TraceRequest.to("x").build()))
                        .lines()
                        .findFirst())
                .contains("pathtracer to target.example (192.0.2.1), 30 hops max, 60 byte packets, ICMP over raw");
        assertThat(Reports.text(TRACE, ReportOptions.standard().colours(true))).contains("\033[");
    }
}
