// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.PathTracer;
import org.pathtracer.Target;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.samples.Schemas;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.result.TraceResults;

/** Traces to several targets, in every format that suits them. */
class BulkTraceReportTest {
    private static final int TARGETS = 20;

    /** Twenty targets behind three routers, and one without an address. */
    private static BulkTraceResult result(boolean stopSet) {
        TopologyBuilder builder = Topology.builder().source("client");
        builder.router("r1", node -> node.address("10.0.1.1"))
                .router("r2", node -> node.address("10.0.1.2"))
                .router("r3", node -> node.address("10.0.1.3"))
                .path(List.of("client", "r1", "r2", "r3"), link -> link.delay(Duration.ofMillis(1)));
        List<Target> targets = new ArrayList<>();
        for (int i = 1; i <= TARGETS; i++) {
            String address = "10.0.2." + i;
            builder.destination("t" + i, node -> node.address(address))
                    .link("r3", "t" + i, link -> link.delay(Duration.ofMillis(1)));
            targets.add(Target.of(address));
        }
        targets.add(Target.of("nothing.invalid"));
        try (PathTracer tracer = PathTracer.builder()
                .transport(SimulatedNetwork.of(builder.build(), 1))
                .build()) {
            return tracer.trace(TraceRequest.to(targets).stopSet(stopSet).build());
        }
    }

    private static TraceResult last(BulkTraceResult result) {
        return result.targets().get(TARGETS - 1).trace().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void document_isAsItsSchemaSaysAndReadBack(boolean stopSet) {
        BulkTraceResult result = result(stopSet);
        String document = Reports.json(result);
        JsonNode json = Schemas.valid("traces-1.json", document);
        assertThat(json.get("targets")).hasSize(TARGETS + 1);
        assertThat(json.at("/targets/20/error").asText()).contains("nothing.invalid");
        assertThat(json.at("/targets/20/hops").isMissingNode()).isTrue();
        BulkTraceResult read = Reports.fromJson(document, BulkTraceResult.class);
        assertThat(Reports.json(Reports.fromJson(document))).isEqualTo(document);
        assertThat(Reports.text(read)).isEqualTo(Reports.text(result));
        assertThat(last(read).hops().get(0).inferred())
                .isEqualTo(last(result).hops().get(0).inferred());
    }

    @Test
    void inferredHop_saysSoInEachFormat() {
        BulkTraceResult result = result(true);
        TraceResult last = last(result);
        JsonNode hop = Schemas.valid("trace-1.json", Reports.json(last)).at("/hops/1");
        assertThat(hop.at("/inferred/address").asText()).isEqualTo("10.0.1.2");
        assertThat(hop.at("/inferred/traces").intValue()).isGreaterThanOrEqualTo(6);
        assertThat(hop.get("sent").intValue()).isZero();
        assertThat(hop.get("responders")).isEmpty();
        assertThat(hop.has("lossRatio")).isFalse();
        assertThat(hop.has("lossVerdict")).isFalse();
        assertThat(Reports.text(last).lines().toList().get(2))
                .matches(" {2}2 {2}10\\.0\\.1\\.2 +\\(not asked: inferred from [0-9]+ other traces\\)");
        assertThat(Reports.csv(result).lines())
                .contains("10.0.2.20,2,10.0.1.2,,,0,0,,,,")
                .hasSize(1 + 4 * TARGETS);
        assertThat(Reports.atlas(last)).doesNotContain("10.0.1.2");
        assertThat(Reports.svg(last)).contains("not asked");
        assertThat(Reports.json(Reports.fromJson(Reports.json(last)))).isEqualTo(Reports.json(last));
    }

    @Test
    void atlas_hasAResultForEachTrace() throws Exception {
        JsonNode results = new ObjectMapper().readTree(Reports.atlas(result(false)));
        assertThat(results)
                .hasSize(TARGETS)
                .allSatisfy(trace -> assertThat(trace.get("type").asText()).isEqualTo("traceroute"));
        assertThat(results.at("/19/dst_addr").asText()).isEqualTo("10.0.2.20");
    }

    @Test
    void text_hasEachTraceAndWhatCouldNotBeTraced() {
        String text = Reports.text(result(false));
        assertThat(text).contains("pathtracer to 10.0.2.1 (10.0.2.1)", "pathtracer to 10.0.2.20 (10.0.2.20)");
        assertThat(text.lines().filter(line -> line.startsWith("nothing.invalid")))
                .hasSize(1);
        assertThat(text.lines().toList().get((int) text.lines().count() - 1))
                .startsWith("20 of 21 targets reached, ")
                .endsWith(", 1 not traced");
    }

    @Test
    void drawingOfAllTraces_isRefused() {
        assertThat(Format.SVG.suits(BulkTraceResult.class)).isFalse();
        assertThatThrownBy(() -> Reports.svg(result(false))).isInstanceOf(UnsuitableFormatException.class);
    }

    @Test
    void differenceToATraceThatAsked_leavesInferredHopsOut() {
        TraceResult asked = TraceResults.to("10.0.2.1")
                .address("10.0.2.1")
                .hop(1, "10.0.1.1", Duration.ofMillis(2))
                .hop(2, "10.0.2.1", Duration.ofMillis(3))
                .build();
        TraceResult inferred = TraceResults.to("10.0.2.1")
                .address("10.0.2.1")
                .inferred(1, "10.0.1.9", 7)
                .hop(2, "10.0.2.1", Duration.ofMillis(3))
                .build();
        assertThat(inferred.differenceFrom(asked).hops()).isEmpty();
        assertThat(asked.differenceFrom(inferred).pathChanged()).isFalse();
    }
}
