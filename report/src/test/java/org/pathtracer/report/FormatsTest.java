// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pathtracer.samples.Samples.echo;
import static org.pathtracer.samples.Samples.exceeded;
import static org.pathtracer.samples.Samples.hop;
import static org.pathtracer.samples.Samples.late;
import static org.pathtracer.samples.Samples.telling;
import static org.pathtracer.samples.Samples.unreachable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.MonitorResult;
import org.pathtracer.MultipathResult;
import org.pathtracer.PingResult;
import org.pathtracer.Protocol;
import org.pathtracer.Run;
import org.pathtracer.StopReason;
import org.pathtracer.TraceResult;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.multipath.StoppingPoints;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.samples.MonitorSamples;
import org.pathtracer.samples.Samples;
import org.pathtracer.testkit.result.PingResults;
import org.pathtracer.testkit.result.TraceResults;

/** Every format, and the results that it is for. */
class FormatsTest {
    private static final TraceResult TRACE = Samples.result(
            StopReason.DESTINATION,
            hop(1, telling("192.0.2.1", 500, Appended.TRANSLATED, Appended.LABELS), Samples.TIMEOUT),
            hop(2, Samples.NO_ROUTE, late("192.0.2.2", 900_000)),
            hop(3, unreachable("192.0.2.8", 7, UnreachableReason.FRAGMENTATION_NEEDED), exceeded("192.0.2.8", 8)),
            hop(4, echo("192.0.2.9", 44_123)));

    static List<Run> drawn() {
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
    void drawing_isWellFormed(Run result) throws Exception {
        parse(Reports.svg(result));
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void page_loadsNothingAndScrollsByItsParts(Run result) {
        String page = Reports.html(result);
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'")
                .contains("width=device-width", "<table>", "<details>", ".wide { overflow-x: auto; }")
                .contains("prefers-color-scheme: dark")
                .doesNotContain("src=", "url(", "@import", "http-equiv=\"refresh", "\033")
                .doesNotContainPattern("href=\"[^#]");
        if (!(result instanceof MultipathResult)) {
            assertThat(page).doesNotContain("<script", "script-src");
        }
        String outside = page.replaceAll("(?s)<div class=\"wide[ a-z]*\" .*?</div>", "");
        assertThat(outside).doesNotContain("<svg").doesNotContain("<table");
    }

    /** Other scripts are not run: the browser is told the digest of this one (Content Security Policy Level 3). */
    @Test
    void pageOfAGraph_hasItsOwnScriptOnly() throws Exception {
        String page = Reports.html(MultipathSamples.CROSSING);
        assertThat(page.split("<script", -1)).hasSize(2);
        String script = page.substring(page.indexOf("<script>") + "<script>".length(), page.indexOf("</script>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
        assertThat(page).contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'\"");
    }

    @Test
    void pageOfAGraph_hasTheDetailsOfEachHop() {
        String page = Reports.html(MultipathSamples.known());
        for (int id = 0; id < 7; id++) {
            assertThat(page)
                    .contains(
                            "<a class=\"vertex\" href=\"#hop-" + id + "\">",
                            "<section class=\"hop\" id=\"hop-" + id + "\">");
        }
        assertThat(page)
                .contains(
                        "TTL 1: 192.0.2.1", "AS64500 edge.example", "load balancer, per packet", "TTL 3: a silent hop")
                .contains("one router, as it seems: 192.0.2.2, 192.0.2.3");
    }

    @Test
    void pageOfATrace_hasEachProbe() {
        String page = Reports.html(TRACE);
        assertThat(page)
                .contains("<p class=\"verdict healthy\">Reached in 4 hops", "<title>probe 0: 44.123 ms</title>")
                .contains("<title>probe 1: 900.000 ms, late</title>", "MPLS 16001, 24000", "1 of 2 unanswered (50%)");
        assertThat(Reports.html(Samples.result(StopReason.MAX_HOPS)))
                .contains("<p class=\"verdict\">Not reached", "No hop was found.");
    }

    @Test
    void pageOfAPing_hasAnswersLossesAndTheirDistribution() {
        String page = Reports.html(PingResults.to("a.example")
                .replies(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(30))
                .lost(2)
                .build());
        assertThat(page)
                .contains("<title>probe 0: 10.000 ms</title>", "<title>probe 4 was lost</title>")
                .contains("How often each round trip occurred", "median 20.000 ms", "of 5 probes lost");
        assertThat(Reports.html(PingSamples.result(PingSamples.plain("192.0.2.2", 2))))
                .contains("There was no answer, so there is nothing to draw.");
        assertThat(Reports.html(PingSamples.result(PingSamples.plain("192.0.2.2", 2, 10))))
                .contains("The single answers were not kept");
    }

    @Test
    void pageOfAMonitor_hasEachHopOverTimeAndItsChanges() {
        String page = Reports.html(MonitorSamples.result(MonitorSamples.eventful("a.example")));
        assertThat(page)
                .contains("hop 3: the latest 4 probes, 1 lost, up to 40.000 ms", "<title>lost</title>")
                .contains("trace 8, after 8.0 s: path changed: hop 1 192.0.2.7 became 192.0.2.1")
                .contains("5 changes before these are not listed.");
        assertThat(Reports.html(Reports.fromJson(
                        Reports.json(MonitorSamples.result(MonitorSamples.eventful("a.example"))),
                        MonitorResult.class)))
                .contains("There is no history of single probes");
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
        assertThatThrownBy(() -> Reports.write(Format.ATLAS, MultipathSamples.CROSSING, ReportOptions.standard()))
                .isInstanceOf(UnsuitableFormatException.class);
        assertThatThrownBy(() -> Reports.write(Format.CSV, StoppingPoints.of(0.95), ReportOptions.standard()))
                .isInstanceOf(UnsuitableFormatException.class);
    }

    @Test
    void appendable_getsTheSame() throws Exception {
        StringBuilder out = new StringBuilder();
        Reports.write(Format.CSV, TRACE, ReportOptions.standard(), out);
        assertThat(out.toString()).isEqualTo(Reports.csv(TRACE));
    }

    @Test
    void traceOfRipeAtlas_isAsItsFormatSays() throws Exception {
        JsonNode trace = new ObjectMapper().readTree(Reports.atlas(TRACE));
        assertThat(trace.get("fw").intValue()).isEqualTo(5000);
        assertThat(trace.get("af").intValue()).isEqualTo(4);
        assertThat(trace.get("type").asText()).isEqualTo("traceroute");
        assertThat(trace.get("dst_name").asText()).isEqualTo("target.example");
        assertThat(trace.has("src_addr")).isFalse();
        assertThat(trace.get("proto").asText()).isEqualTo("ICMP");
        assertThat(trace.get("mver").asText()).isEqualTo("2.2.0");
        assertThat(trace.has("size")).isFalse();
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
        JsonNode ping =
                new ObjectMapper().readTree(Reports.atlas(PingSamples.result(PingSamples.eventful("a.example"))));
        assertThat(ping.get("type").asText()).isEqualTo("ping");
        assertThat(ping.get("sent").intValue()).isEqualTo(10);
        assertThat(ping.get("rcvd").intValue()).isEqualTo(3);
        assertThat(ping.get("dup").intValue()).isEqualTo(1);
        assertThat(ping.get("avg").intValue()).isEqualTo(2);
        assertThat(ping.has("step")).isFalse();
        assertThat(ping.get("result").toString()).contains("\"rtt\":", "\"error\":\"too big");
        JsonNode lost =
                new ObjectMapper().readTree(Reports.atlas(PingSamples.result(PingSamples.plain("192.0.2.2", 2))));
        assertThat(lost.get("avg").intValue()).isEqualTo(-1);
        assertThat(lost.get("result").toString()).isEqualTo("[{\"x\":\"*\"},{\"x\":\"*\"}]");
    }

    /** RIPE Atlas counts the bytes behind the headers. */
    @ParameterizedTest
    @CsvSource({"192.0.2.80,ICMP,,32", "192.0.2.80,UDP,100,72", "192.0.2.80,TCP,100,60", "2001:db8::80,ICMP,,32"})
    void sizeOfRipeAtlas_isThatOfTheContent(String address, Protocol protocol, @Nullable String size, int expected)
            throws Exception {
        TraceResults trace = TraceResults.to("target.example")
                .address(address)
                .protocol(protocol)
                .option("queries", "3");
        if (size != null) {
            trace.option("size", size);
        }
        assertThat(new ObjectMapper()
                        .readTree(Reports.atlas(trace.build()))
                        .get("size")
                        .intValue())
                .isEqualTo(expected);
    }

    @Test
    void pingOfRipeAtlas_tellsItsStep() throws Exception {
        PingResult ping = PingResults.to("a.example").option("period", "2s").build();
        assertThat(new ObjectMapper().readTree(Reports.atlas(ping)).get("step").intValue())
                .isEqualTo(2);
    }

    @Test
    void pingOfSeveralTargets_isAnArrayForRipeAtlas() throws Exception {
        JsonNode results = new ObjectMapper()
                .readTree(Reports.atlas(PingSamples.result(
                        PingSamples.plain("192.0.2.1", 2, 10, 20), PingSamples.unknown("b.example"))));
        assertThat(results.isArray()).isTrue();
        assertThat(results.findValuesAsText("dst_name")).containsExactly("192.0.2.1", "b.example");
        assertThat(results.at("/0/rcvd").intValue()).isEqualTo(2);
        assertThat(results.at("/1/result/0/error").asText()).contains("b.example is not known");
        assertThat(results.at("/1").has("dst_addr")).isFalse();
    }

    @Test
    void textOfATrace_hasTheOptionsIfTheyAreKnown() {
        assertThat(Reports.text(TRACE).lines().findFirst())
                .contains("pathtracer to target.example (192.0.2.1), ICMP over raw");
        TraceResult known = TraceResults.to("target.example")
                .option("maxHops", "30")
                .option("size", "100")
                .build();
        assertThat(Reports.text(known).lines().findFirst())
                .contains("pathtracer to target.example (192.0.2.80), 30 hops max, 100 byte packets, ICMP over made");
        assertThat(Reports.text(TRACE, ReportOptions.standard().colours(true))).contains("\033[");
    }

    @Test
    void suits_saysWhatCanBeWritten() {
        assertThat(Format.TEXT.suits(DnsAnswer.class)).isTrue();
        assertThat(Format.CSV.suits(TRACE.getClass())).isTrue();
        assertThat(Format.CSV.suits(DnsAnswer.class)).isFalse();
        assertThat(Format.DOT.suits(MultipathResult.class)).isTrue();
        assertThat(Format.ATLAS.suits(PingResult.class)).isTrue();
        assertThat(Format.ATLAS.suits(MultipathResult.class)).isFalse();
    }
}
