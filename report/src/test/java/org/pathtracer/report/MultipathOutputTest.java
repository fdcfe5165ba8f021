// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.MultipathResult;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.picture.LayeredLayout;
import org.pathtracer.report.picture.MultipathDot;
import org.pathtracer.report.picture.MultipathMermaid;
import org.pathtracer.report.picture.MultipathSvg;
import org.pathtracer.report.text.MultipathText;
import org.pathtracer.report.text.MultipathTree;
import org.pathtracer.samples.Schemas;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** All forms in which a graph is shown. */
class MultipathOutputTest {
    private final Printed out = new Printed();

    @Test
    void tree_indentsBranchesUpToWhereTheyMeet() {
        List<String> lines = new MultipathTree(MultipathSamples.CROSSING.graph(), Palette.NONE).lines();
        assertThat(lines.stream()
                        .map(line ->
                                line.replace("|- ", "├─ ").replace("`- ", "└─ ").replace("|  ", "│  ")))
                .containsExactly(
                        "  1  192.0.2.1  1.500 ms",
                        "  2  ├─ 192.0.2.2  3.000 ms",
                        "  3  │  ├─ 192.0.2.4  4.500 ms",
                        "  3  │  └─ *",
                        "  2  └─ 192.0.2.3  3.000 ms",
                        "  3     └─ 192.0.2.4  (above)",
                        "  4  192.0.2.6  6.000 ms",
                        "  5  192.0.2.99  7.500 ms");
    }

    @Test
    void text_endsWithWhatIsRemarkable() {
        new MultipathText(out, Palette.NONE).onResult(MultipathSamples.CROSSING);
        assertThat(out.take())
                .contains("diamond from 192.0.2.1 to 192.0.2.6: 2 wide, 3 long, meshed")
                .contains("192.0.2.2 (TTL 2) sends each packet another way, whatever its flow")
                .contains("one router, as it seems: 192.0.2.2, 192.0.2.3 (their answers count together)")
                .contains("note: TTL 3 has silent routers: how many can't be seen")
                .endsWith("reached, 3 paths, 7 vertices, 60 probes, 52 ms, complete with 95.6 % (each place 98.4 %)"
                        + " if balancers share evenly" + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "1, if balancers share evenly",
        "0.1, if balancers share evenly or each way gets at least 10 %",
        "0.07, if balancers share evenly or each way gets at least 7 %",
        "0.0588, if balancers share evenly or each way gets at least 5.9 %",
        "0.0511, if balancers share evenly or each way gets at least 5.2 %"
    })
    void confidence_standsWithWhatItAssumes(double leastShare, String assumption) throws Exception {
        MultipathResult result = MultipathSamples.downTo(leastShare);
        new MultipathText(out, Palette.NONE).onResult(result);
        assertThat(out.take()).endsWith("% (each place 98.4 %) " + assumption + "\n");
        String svg = new MultipathSvg(result, result.graph()).draw();
        parse(svg);
        assertThat(svg).contains("complete with 95.6 % " + assumption + "</text>");
        JsonNode json = Schemas.valid("multipath-1.json", Reports.json(result));
        assertThat(json.at("/confidence/leastShare").doubleValue()).isEqualTo(leastShare);
    }

    @Test
    void json_isAsTheSchemaSays() {
        JsonNode json = Schemas.valid("multipath-1.json", Reports.json(MultipathSamples.CROSSING));
        assertThat(json.at("/confidence/graph").doubleValue()).isEqualTo(0.9564);
        assertThat(json.at("/vertices/4").has("address")).isFalse();
        assertThat(json.at("/edges/0").toString()).isEqualTo("{\"from\":0,\"to\":1}");
        assertThat(json.at("/paths/0/flows").toString()).isEqualTo("[0,3]");
        assertThat(json.at("/diamonds/0").toString())
                .isEqualTo("{\"divergence\":0,\"convergence\":5,\"maxWidth\":2,\"length\":3,\"meshed\":true,"
                        + "\"asymmetric\":true}");
        assertThat(json.at("/loadBalancers/1/kind").asText()).isEqualTo("per-packet");
        assertThat(json.at("/routers/0").toString())
                .isEqualTo("{\"addresses\":[\"192.0.2.2\",\"192.0.2.3\"],\"evidence\":[\"common-counter\"]}");
        assertThat(new MultipathSvg(MultipathSamples.CROSSING, MultipathSamples.CROSSING.graph()).draw())
                .contains(">3.000 ms  router 1<");
        assertThat(json.at("/fingerprint").asText())
                .isEqualTo(MultipathSamples.CROSSING.graph().fingerprint());
    }

    @Test
    void knownOwners_standWithTheirVertices() throws Exception {
        MultipathResult known = MultipathSamples.known();
        assertThat(new MultipathTree(known.graph(), Palette.NONE).lines().get(0))
                .isEqualTo("  1  192.0.2.1  1.500 ms  edge.example  AS64500");
        assertThat(MultipathDot.of(known.graph()))
                .contains("  v0 [label=\"1  192.0.2.1\\n1.500 ms\\nedge.example  AS64500\"];\n");
        String svg = new MultipathSvg(known, known.graph()).draw();
        parse(svg);
        assertThat(svg)
                .contains(">1.500 ms  edge.example  AS64500<")
                .contains("<title>TTL 1, 192.0.2.1, edge.example  AS64500, flows 0, 1, 2</title>");
        JsonNode json = Schemas.valid("multipath-1.json", Reports.json(known));
        assertThat(json.at("/vertices/0/hostname").asText()).isEqualTo("edge.example");
        assertThat(json.at("/vertices/0/asn").asLong()).isEqualTo(64500);
        assertThat(json.at("/enrichment/waitedMs").isNumber()).isTrue();
    }

    @Test
    void dot_hasAllVerticesAndEdges() {
        assertThat(MultipathDot.of(MultipathSamples.CROSSING.graph()))
                .startsWith("digraph paths {\n")
                .contains("  v0 [label=\"1  192.0.2.1\\n1.500 ms\"];\n")
                .contains("  v4 [label=\"3  *\", style=\"rounded,dashed\"];\n")
                .contains("  v4 -> v5;\n")
                .contains("  { rank=same; v1; v2 }\n")
                .endsWith("}\n");
    }

    @Test
    void mermaid_hasAllVerticesAndEdges() {
        assertThat(MultipathMermaid.of(MultipathSamples.CROSSING.graph()))
                .startsWith("flowchart LR\n")
                .contains("  v6[\"5 &nbsp; 192.0.2.99\"]:::target\n")
                .contains("  v3 --> v5\n");
    }

    @Test
    void svg_isWellFormed_andNothingOverlaps() throws Exception {
        Document svg = parse(new MultipathSvg(
                        MultipathSamples.wide(16), MultipathSamples.wide(16).graph())
                .draw());
        List<double[]> boxes = boxes(svg);
        assertThat(boxes).hasSize(19);
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(overlap(boxes.get(i), boxes.get(j))).isFalse();
            }
        }
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(33);
        double height = Double.parseDouble(svg.getDocumentElement().getAttribute("height"));
        assertThat(boxes).allMatch(box -> box[1] >= 0 && box[1] + box[3] <= height);
    }

    @Test
    void silentVertices_areDashed_alsoWherePathsPart() throws Exception {
        Document svg = parse(new MultipathSvg(MultipathSamples.CROSSING, MultipathSamples.silentFork()).draw());
        NodeList rects = svg.getElementsByTagName("rect");
        assertThat(IntStream.range(0, rects.getLength()).mapToObj(i -> ((Element) rects.item(i)).getAttribute("class")))
                .contains("box fork silent", "box silent");
    }

    @Test
    void layout_ordersAWideTtlByItsAddresses_silentOnesLast() {
        LayeredLayout layout = new LayeredLayout(MultipathSamples.silentFork());
        assertThat(layout.place(2)).isLessThan(layout.place(1));
        assertThat(layout.place(1)).isLessThan(layout.place(4));
        assertThat(layout.place(4)).isLessThan(layout.place(3));
    }

    @Test
    void svgOfHostileNames_staysWellFormed() throws Exception {
        var wide = MultipathSamples.wide(2);
        var hostile = new org.pathtracer.result.MultipathResultRecord(
                "<script>&\"'\u202e",
                wide.address(),
                org.pathtracer.result.RunRecord.of(wide),
                wide.algorithm(),
                wide.confidence(),
                true,
                true,
                List.of(),
                wide.graph(),
                List.of(),
                List.of(),
                wide.enrichment());
        assertThat(parse(new MultipathSvg(hostile, wide.graph()).draw())
                        .getElementsByTagName("script")
                        .getLength())
                .isZero();
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    /** x, y, width and height of the vertices. */
    private static List<double[]> boxes(Document svg) {
        List<double[]> boxes = new ArrayList<>();
        NodeList rects = svg.getElementsByTagName("rect");
        for (int i = 0; i < rects.getLength(); i++) {
            Element rect = (Element) rects.item(i);
            if (((Element) rect.getParentNode()).getAttribute("class").equals("vertex")) {
                boxes.add(new double[] {
                    number(rect, "x"), number(rect, "y"), number(rect, "width"), number(rect, "height")
                });
            }
        }
        return boxes;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static boolean overlap(double[] a, double[] b) {
        return a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];
    }
}
