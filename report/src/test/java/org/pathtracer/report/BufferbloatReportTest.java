// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.samples.Samples.address;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.bufferbloat.Bottleneck;
import org.pathtracer.bufferbloat.BufferbloatPhase;
import org.pathtracer.bufferbloat.Confidence;
import org.pathtracer.bufferbloat.Goodput;
import org.pathtracer.bufferbloat.GradingProfile;
import org.pathtracer.bufferbloat.LatencySample;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.enrich.Segment;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.picture.Scale;
import org.pathtracer.report.text.BufferbloatText;
import org.pathtracer.result.BottleneckRecord;
import org.pathtracer.result.BufferbloatEventRecords;
import org.pathtracer.result.BufferbloatPhaseRecord;
import org.pathtracer.result.BufferbloatResultRecord;
import org.pathtracer.result.GoodputRecord;
import org.pathtracer.result.HopLatencyRecord;
import org.pathtracer.result.HttpLatencyRecord;
import org.pathtracer.result.LatencySampleRecord;
import org.pathtracer.result.LoadIntervalRecord;
import org.pathtracer.result.ResponsivenessRecord;
import org.pathtracer.result.RunRecord;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.samples.Schemas;
import org.pathtracer.statistics.Statistics;

/** A bufferbloat test, as people and programs get it. */
class BufferbloatReportTest {
    private final Printed out = new Printed();

    private static Statistics steady(int count, int sent, double millis) {
        return Statistics.of(sent, Collections.nCopies(count, Duration.ofNanos(Math.round(millis * 1e6))));
    }

    private static BufferbloatPhase idle() {
        return new BufferbloatPhaseRecord(
                Optional.empty(),
                Duration.ZERO,
                Duration.ofSeconds(2),
                steady(40, 40, 10),
                steady(0, 0, 0),
                steady(0, 0, 0),
                HttpLatencyRecord.NONE,
                new GoodputRecord(0, 0, Duration.ZERO),
                ResponsivenessRecord.UNKNOWN,
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static BufferbloatPhase loaded(LoadDirection direction, double millis) {
        Goodput goodput = new GoodputRecord(2_500_000, 1_250_000, Duration.ofSeconds(1));
        return new BufferbloatPhaseRecord(
                Optional.of(direction),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                steady(30, 32, millis),
                steady(4, 4, 100),
                steady(4, 4, 200),
                new HttpLatencyRecord(steady(3, 3, 30), steady(3, 3, 40), steady(3, 3, 50), steady(3, 3, 80), 1),
                goodput.plus(goodput),
                new ResponsivenessRecord(
                        OptionalDouble.of(1125), OptionalDouble.of(1500), OptionalDouble.of(750), Confidence.HIGH),
                List.of(
                        new HopLatencyRecord(
                                1,
                                Optional.of(address("192.168.1.1")),
                                Segment.LAN,
                                steady(8, 8, 1),
                                steady(8, 8, 0.992)),
                        new HopLatencyRecord(2, Optional.empty(), Segment.UNKNOWN, steady(0, 8, 0), steady(0, 8, 0)),
                        new HopLatencyRecord(
                                3,
                                Optional.of(address("192.0.2.1")),
                                Segment.DESTINATION,
                                steady(40, 40, 10),
                                steady(30, 32, millis))),
                List.of(
                        new LoadIntervalRecord(Duration.ofSeconds(2), goodput, 1, 1, false, OptionalDouble.empty()),
                        new LoadIntervalRecord(Duration.ofSeconds(3), goodput, 2, 2, true, OptionalDouble.of(1125))),
                Optional.empty());
    }

    private static BufferbloatResult result(
            LoadDirection direction, LoadFailure failure, Bottleneck bottleneck, BufferbloatPhase... phases) {
        List<LatencySample> samples = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            Duration rtt = Duration.ofMillis(i < 40 ? 10 : 410);
            samples.add(new LatencySampleRecord(
                    Duration.ofMillis(50L * i), 0, i % 16 == 15 ? Optional.empty() : Optional.of(rtt)));
        }
        return new BufferbloatResultRecord(
                URI.create("https://192.0.2.1:4043/nq?a=1&b=2"),
                address("192.0.2.1"),
                new RunRecord(
                        Protocol.ICMP,
                        new TransportChoiceRecord("raw", "permitted <here>", List.of()),
                        Instant.parse("2026-11-21T05:00:00.5Z"),
                        Duration.ofSeconds(4),
                        StopReason.COMPLETED,
                        80,
                        75),
                direction,
                GradingProfile.SWIFTFTR,
                Optional.ofNullable(failure),
                List.of(phases),
                Optional.ofNullable(bottleneck),
                samples);
    }

    private static BufferbloatResult full(LoadDirection direction) {
        Bottleneck bottleneck =
                new BottleneckRecord(1, Optional.of(address("192.168.1.1")), Segment.LAN, Duration.ofMillis(400), 3);
        return result(direction, null, bottleneck, idle(), loaded(direction, 410));
    }

    private static BufferbloatResult failed() {
        return result(
                LoadDirection.BOTH,
                new LoadFailure(LoadFailure.Kind.REDIRECT, "elsewhere: <script>\u001b[31m"),
                null,
                idle());
    }

    private JsonNode json(BufferbloatResult result, boolean compact) {
        return Schemas.valid(
                "bufferbloat-1.json",
                Reports.json(result, ReportOptions.standard().compact(compact)));
    }

    private String text(BufferbloatResult result) {
        new BufferbloatText(out, Palette.NONE).onResult(result);
        return out.take();
    }

    @ParameterizedTest
    @EnumSource
    void json_isAsTheSchemaSaysForEveryDirection(LoadDirection direction) {
        JsonNode all = json(full(direction), direction == LoadDirection.UP);
        assertThat(all.get("grade").asText()).isEqualTo("F");
        assertThat(all.get("increaseMs").intValue()).isEqualTo(400);
        assertThat(all.get("rpm").intValue()).isEqualTo(1125);
        assertThat(all.get("confidence").asText()).isEqualTo("high");
        assertThat(all.at("/idle/samples").intValue()).isEqualTo(40);
        assertThat(all.at("/loaded/rttMs/median").intValue()).isEqualTo(410);
        assertThat(all.at("/bottleneck/ttl").intValue()).isEqualTo(1);
        assertThat(all.at("/bottleneck/segment").asText()).isEqualTo("lan");
        assertThat(all.at("/goodputMbps").has("down")).isEqualTo(direction != LoadDirection.UP);
        assertThat(all.at("/goodputMbps").has("up")).isEqualTo(direction != LoadDirection.DOWN);
        assertThat(all.get("phases")).hasSize(2);
        assertThat(all.at("/phases/1/hops/1").has("address")).isFalse();
    }

    @Test
    void goodputOfOneDirection_isOfItsOwnPhase() {
        JsonNode all = json(
                result(
                        LoadDirection.BOTH,
                        null,
                        null,
                        idle(),
                        loaded(LoadDirection.DOWN, 300),
                        loaded(LoadDirection.UP, 410)),
                true);
        assertThat(all.at("/goodputMbps/down").intValue()).isEqualTo(20);
        assertThat(all.at("/goodputMbps/up").intValue()).isEqualTo(10);
        assertThat(all.at("/loaded/rttMs/median").intValue()).isEqualTo(410);
    }

    @Test
    void failure_leavesOutWhatIsNotKnown() {
        JsonNode all = json(failed(), true);
        assertThat(all.at("/failure/kind").asText()).isEqualTo("redirect");
        assertThat(all.get("grade").asText()).isEqualTo("unknown");
        assertThat(all.get("responsiveness").asText()).isEqualTo("unknown");
        assertThat(all.get("confidence").asText()).isEqualTo("low");
        assertThat(all.has("rpm")).isFalse();
        assertThat(all.has("increaseMs")).isFalse();
        assertThat(all.has("goodputMbps")).isFalse();
        assertThat(all.has("bottleneck")).isFalse();
        assertThat(all.at("/idle/rttMs/median").intValue()).isEqualTo(10);
        assertThat(all.at("/loaded/samples").intValue()).isZero();
    }

    @Test
    void text_hasTheFigures() {
        assertThat(text(full(LoadDirection.BOTH)))
                .contains("idle      median     10.000 ms")
                .contains("loaded    median    410.000 ms")
                .contains("loss 6.3 %")
                .contains("1       1.000       0.992      -0.008   192.168.1.1")
                .contains("2           -           -           -   *")
                .contains("goodput   down 20.00 Mbit/s (5000000 bytes), up 10.00 Mbit/s (2500000 bytes)")
                .contains("RPM       1125 round trips a minute, good, confidence high")
                .contains("calls     calls hardly possible beside the load")
                .contains("queue     hop 1 (192.168.1.1, lan): 400.000 ms more, from hop 3 on")
                .contains("grade F (swiftftr): latency grows by 400.000 ms under load");
        assertThat(text(failed()))
                .contains("grade unknown: elsewhere: <script>?[31m")
                .doesNotContain("goodput");
    }

    @Test
    void events_areToldAsTheyCome() {
        BufferbloatText text = new BufferbloatText(out, Palette.NONE);
        text.onEvent(new BufferbloatEventRecords.PhaseStarted(Optional.empty(), Duration.ZERO, Duration.ofSeconds(3)));
        text.onEvent(new BufferbloatEventRecords.IntervalMeasured(
                LoadDirection.BOTH, loaded(LoadDirection.BOTH, 410).intervals().get(1)));
        assertThat(out.take())
                .contains("without load, for 3.0 s")
                .contains(
                        "   4.0 s   down    20.00 Mbit/s, 2 connections   up    10.00 Mbit/s, 2 connections   1125 RPM"
                                + "   saturated");
        text.onEvent(new BufferbloatEventRecords.IntervalMeasured(
                LoadDirection.DOWN, loaded(LoadDirection.DOWN, 410).intervals().get(0)));
        assertThat(out.take()).contains("1 connection").doesNotContain("1 connections");
    }

    @Test
    void page_hasChartsAndNothingFromOutside() throws Exception {
        String page = Reports.html(full(LoadDirection.BOTH));
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("<b>F</b>", "<b>400.0 ms</b>", "<b>1125</b>", "<b>20.0 / 10.0</b>")
                .contains("https://192.0.2.1:4043/nq?a=1&amp;b=2")
                .contains("The queue of hop 1 (192.168.1.1, lan) grew, by 400.0 ms")
                .doesNotContain("<script", "src=", "href=");
        List<String> charts = charts(page);
        assertThat(charts).hasSize(2);
        for (String chart : charts) {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(chart.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(charts.get(0).split("class=\"probe\"", -1)).hasSize(76);
        assertThat(charts.get(0).split("class=\"lost\"", -1)).hasSize(6);
        assertThat(charts.get(0)).contains("class=\"goodput down\"", "class=\"goodput up\"", ">load down and up<");
        assertThat(charts.get(1)).contains("class=\"marked\"", "410.000 ms");
    }

    /** A phone shows what is wider than itself by moving that, not the whole page, and no smaller than can be read. */
    @Test
    void chartsAndTables_scrollByThemselves() {
        String page = Reports.html(full(LoadDirection.BOTH));
        long wide = page.lines()
                .filter(line -> line.startsWith("<div class=\"wide\" tabindex=\"0\""))
                .count();
        assertThat(wide).isEqualTo(page.split("<svg|<table", -1).length - 1L).isPositive();
        assertThat(page).contains(".wide { overflow-x: auto; }").contains("min-width: 640px");
    }

    @Test
    void pageOfOneDirection_explainsOnlyThat() {
        assertThat(Reports.html(full(LoadDirection.DOWN)))
                .contains("goodput down", "<td>load down</td>")
                .doesNotContain("goodput up");
    }

    @Test
    void pageOfAFailure_saysWhyAndIsHarmless() {
        assertThat(Reports.html(failed()))
                .contains("elsewhere: &lt;script&gt;?[31m")
                .contains("<b>unknown</b>")
                .doesNotContain("<h2>Where</h2>");
    }

    private static List<String> charts(String page) {
        List<String> charts = new ArrayList<>();
        int from = page.indexOf("<svg");
        while (from >= 0) {
            int end = page.indexOf("</svg>", from) + "</svg>".length();
            charts.add(page.substring(from, end));
            from = page.indexOf("<svg", end);
        }
        return charts;
    }

    @ParameterizedTest
    @CsvSource({
        "0, '0|0.2|0.4|0.6|0.8|1'",
        "4.2, '0|1|2|3|4|5'",
        "399, '0|100|200|300|400'",
        "0.049, '0|0.01|0.02|0.03|0.04|0.05'"
    })
    void axes_haveRoundNumbers(double largest, String expected) {
        Scale scale = new Scale(largest, true, 0, 100);
        assertThat(String.join("|", scale.ticks().stream().map(Scale::label).toList()))
                .isEqualTo(expected);
        assertThat(scale.pixel(0)).isZero();
        assertThat(scale.pixel(scale.ticks().get(scale.ticks().size() - 1))).isEqualTo(100);
    }
}
