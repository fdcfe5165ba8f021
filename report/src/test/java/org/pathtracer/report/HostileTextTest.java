// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.MultipathResult;
import org.pathtracer.Run;
import org.pathtracer.StopReason;
import org.pathtracer.TraceResult;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.enrich.Origin;
import org.pathtracer.enrich.Segment;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.MultipathEdgeRecord;
import org.pathtracer.result.MultipathGraphRecord;
import org.pathtracer.result.MultipathVertexRecord;
import org.pathtracer.samples.MonitorSamples;
import org.pathtracer.samples.Samples;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.testkit.result.PathMtuResults;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Names and other texts that others choose: none of them gets out of its place in any format. */
class HostileTextTest {
    private static final List<String> TEXTS = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "]]></text><script/>",
            "\033[2J\033]0;title\007",
            "a\r\nb\u0085c\u2028d\te",
            "\u202egnp.exe",
            "=1+1|'cmd'!A0",
            "@SUM(1)",
            "+1-1",
            "-2+3",
            "\"]; evil -> x [label=\"",
            "\\\" --> \\n",
            "#quot;&lt;");

    private static final Set<String> ELEMENTS = Set.of(
            "!DOCTYPE",
            "html",
            "head",
            "meta",
            "title",
            "body",
            "h1",
            "h2",
            "h3",
            "p",
            "dl",
            "div",
            "dt",
            "dd",
            "b",
            "span",
            "i",
            "ol",
            "ul",
            "li",
            "table",
            "tr",
            "th",
            "td",
            "details",
            "summary",
            "pre",
            "section",
            "a",
            "button",
            "svg",
            "text",
            "tspan",
            "rect",
            "line",
            "circle",
            "path",
            "g",
            "polygon");

    private static TraceResult trace(String text) {
        return Samples.result(
                StopReason.DESTINATION,
                Samples.known(
                        Samples.hop(1, Samples.echo("192.0.2.1", 500)),
                        "192.0.2.1",
                        new AddressInfoRecord(
                                Optional.of(text),
                                Optional.of(new Origin(
                                        List.of(64500L),
                                        Optional.of(text),
                                        Optional.empty(),
                                        Optional.of(text),
                                        Optional.of(text))),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Segment.ISP))));
    }

    private static MultipathGraph graph(String text) {
        Statistics once = Statistics.of(1, List.of(Duration.ofMillis(1)));
        AddressInfoRecord named = new AddressInfoRecord(
                Optional.of(text),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        // A zone may have any name.
        var address = CanonicalAddress.read("fe80::1%" + text);
        return new MultipathGraphRecord(
                List.of(
                        new MultipathVertexRecord(0, 1, address, false, once, named),
                        new MultipathVertexRecord(1, 2, address, true, once, named)),
                List.of(new MultipathEdgeRecord(0, 1)),
                List.of());
    }

    static List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (String text : TEXTS) {
            runs.add(trace(text));
            runs.add(PingSamples.result(PingSamples.eventful(text)));
            runs.add(PingSamples.result(PingSamples.eventful(text), PingSamples.unknown(text)));
            runs.add(MonitorSamples.result(MonitorSamples.eventful(text), MonitorSamples.unknown(text)));
            runs.add(PathMtuResults.to(text).build());
            runs.add(MultipathSamples.of(text, graph(text)));
        }
        for (long seed = 0; seed < 20; seed++) {
            runs.add((Run) RandomResults.kinds().get("bufferbloat").apply(seed));
            runs.add((Run) RandomResults.kinds().get("diagnose").apply(seed));
        }
        return runs;
    }

    static List<Reportable> all() {
        List<Reportable> all = new ArrayList<>(runs());
        for (long seed = 0; seed < 100; seed++) {
            for (var kind : RandomResults.kinds().values()) {
                all.add(kind.apply(seed));
            }
        }
        return all;
    }

    /** Nothing but lines of characters that are seen: a terminal obeys the others. */
    @Test
    void text_hasNoControlCharacters() {
        for (Reportable result : all()) {
            String text = Reports.text(result);
            assertThat(text.replace("\n", "").codePoints().filter(HostileTextTest::isHarmful))
                    .as(text)
                    .isEmpty();
        }
    }

    /** Colours are the only sequences in coloured text. */
    @Test
    void colouredText_hasColoursOnly() {
        for (Reportable result : all()) {
            String text = Reports.text(result, ReportOptions.standard().colours(true));
            String plain = text.replaceAll("\033\\[[0-9]+m", "");
            assertThat(plain).isEqualTo(Reports.text(result));
        }
    }

    private static boolean isHarmful(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    /** ASCII: a document is not spoilt by a terminal, an encoding or a reader of lines. */
    @Test
    void json_isVisibleAscii() throws Exception {
        for (Reportable result : all()) {
            String json = Reports.json(result);
            assertThat(json).matches("[\n\\x20-\\x7e]*");
            new ObjectMapper().readTree(json);
        }
    }

    @Test
    void jsonOnALine_isOneLine() {
        for (Reportable result : all()) {
            assertThat(Reports.json(result, ReportOptions.standard().compact(true)))
                    .endsWith("}\n")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void drawing_hasNoElementOfATextsOwn(Run run) throws Exception {
        check(Reports.svg(run));
    }

    private static void check(String svg) throws Exception {
        Document drawing = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        NodeList elements = drawing.getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            assertThat(elements.item(i).getNodeName())
                    .isIn(Set.of("svg", "style", "text", "rect", "line", "circle", "path", "g", "title", "tspan"));
        }
        assertThat(svg).doesNotContain("onerror=\"", "\033");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void page_hasNoScriptOrImageOfATextsOwn(Run run) {
        String page = Reports.html(run);
        assertThat(page.replace("\n", ""))
                .doesNotContain("<img", "\033", "\u202e")
                .doesNotContainPattern("[\\x00-\\x1f\\x7f]");
        assertThat(page.split("<script", -1)).hasSize(run instanceof MultipathResult ? 2 : 1);
    }

    /** No text begins an element, adds an attribute or ends a value in quotes. */
    @ParameterizedTest
    @MethodSource("runs")
    void page_hasElementsAndAttributesOfItsOwnOnly(Run run) {
        String page = Reports.html(run).replaceAll("(?s)<style>.*?</style>|<script>.*?</script>", "");
        Matcher tags = Pattern.compile("<([^>]*)>").matcher(page);
        while (tags.find()) {
            assertThat(tags.group(1).replaceAll("\"[^\"]*\"", "Q"))
                    .matches(
                            "!DOCTYPE html|/?[a-z]+[1-3]?(( (aria-(label|live)|charset|class|content|c[xy]|d|d[xy]|data-zoom|fill|height"
                                    + "|href|http-equiv|id|lang|name|points|r|r[xy]|role|style|tabindex|text-anchor|transform|type|viewBox"
                                    + "|width|x[12]?|xmlns|y[12]?)=Q)| hidden)*/?");
            assertThat(tags.group(1).split(" ")[0].replace("/", "")).isIn(ELEMENTS);
        }
    }

    /** Spreadsheets take what begins like this for a formula (OWASP, CSV injection). */
    @ParameterizedTest
    @MethodSource("runs")
    void valueOfATable_isNoFormula(Run run) {
        String table = Reports.csv(run);
        for (String line : table.split("\r\n")) {
            assertThat(line).doesNotContain("\r", "\n");
            for (String value : line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
                assertThat(value.replaceFirst("^\"", ""))
                        .doesNotStartWith("=")
                        .doesNotStartWith("@")
                        .doesNotStartWith("+");
                assertThat(value).doesNotMatch("\"?-[^0-9].*|\"?-[0-9.]+[^0-9.].*");
            }
        }
    }

    @Test
    void negativeNumberInATable_staysANumber() {
        assertThat(new org.pathtracer.report.csv.Table(List.of("a", "b"), List.of(List.of("-1.5", "-x"))).csv())
                .isEqualTo("a,b\r\n-1.5,'-x\r\n");
    }

    @Test
    void graphForGraphviz_keepsTextsInQuotes() {
        for (String text : TEXTS) {
            for (String line : Reports.dot(graph(text)).split("\n")) {
                assertThat(line.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "Q"))
                        .as(line)
                        .matches("digraph paths \\{|  rankdir=LR;|  node \\[shape=box, style=rounded, fontname=Q\\];"
                                + "|  v\\d+ \\[label=Q(, penwidth=2)?\\];|  v0 -> v1;|  \\{ rank=same; v\\d+ \\}|\\}");
            }
        }
    }

    @Test
    void graphForMermaid_keepsTextsInQuotesAndHasNoMarkup() {
        for (String text : TEXTS) {
            for (String line : Reports.mermaid(graph(text)).split("\n")) {
                assertThat(line)
                        .matches("flowchart LR|  v\\d+\\[\"\\d+ &nbsp; [^\"<>&]*\"\\](:::target)?|  v0 --> v1"
                                + "|  classDef (silent|target) .*");
            }
        }
    }

    @Test
    void drawingOfAGraph_hasNoElementOfATextsOwn() throws Exception {
        MultipathResult result = MultipathSamples.CROSSING;
        for (String text : TEXTS) {
            check(Reports.svg(result, graph(text)));
        }
    }

    @Test
    void ripeAtlas_hasTextsAsJsonOnly() throws Exception {
        for (String text : TEXTS) {
            String ping = Reports.atlas(PingSamples.result(PingSamples.eventful(text)));
            assertThat(ping).matches("[\n\\x20-\\x7e]*");
            assertThat(new ObjectMapper().readTree(ping).get("dst_name").asText())
                    .isEqualTo(text);
            assertThat(Reports.atlas(trace(text))).matches("[\n\\x20-\\x7e]*");
        }
    }
}
