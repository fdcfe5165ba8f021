// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.cli.Samples.NO_ROUTE;
import static org.pathtracer.cli.Samples.TIMEOUT;
import static org.pathtracer.cli.Samples.echo;
import static org.pathtracer.cli.Samples.exceeded;
import static org.pathtracer.cli.Samples.hop;
import static org.pathtracer.cli.Samples.late;
import static org.pathtracer.cli.Samples.result;
import static org.pathtracer.cli.Samples.unreachable;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.pathtracer.LossCause;
import org.pathtracer.LossVerdict;
import org.pathtracer.StopReason;
import org.pathtracer.TraceResult;
import org.pathtracer.UnreachableReason;

class TraceJsonTest {
    private static final TraceResult EVERYTHING = result(
            StopReason.UNREACHABLE,
            hop(1, exceeded("192.0.2.9", 45), late("192.0.2.7", 900_000), TIMEOUT),
            hop(2, NO_ROUTE),
            hop(3),
            hop(
                    4,
                    echo("2001:db8:0:0:0:0:0:1", 0),
                    unreachable("192.0.2.8", 1, UnreachableReason.FRAGMENTATION_NEEDED)));

    @Test
    void everything_isAsTheSchemaSays() {
        JsonNode trace = Schemas.valid("trace-1.json", json(EVERYTHING, false));
        assertThat(trace.at("/hops/0/probes/0/quoted").toString())
                .isEqualTo("{\"ttl\":1,\"tos\":184,\"length\":60,\"checksumChanged\":false}");
        assertThat(trace.at("/hops/0/probes/1/late").booleanValue()).isTrue();
        assertThat(trace.at("/hops/0/lossRatio").toString()).isEqualTo("0.333333");
        assertThat(trace.at("/hops/0/responders/1/address").asText()).isEqualTo("192.0.2.7");
        assertThat(trace.at("/hops/1/probes/0").toString())
                .isEqualTo("{\"sequence\":0,\"flow\":0,\"outcome\":\"send-failed\",\"error\":\"ENETUNREACH\","
                        + "\"advice\":\"this host has no route there\",\"duplicates\":0}");
        assertThat(trace.at("/hops/3/probes/0/address").asText()).isEqualTo("2001:db8::1");
        assertThat(trace.at("/hops/3/probes/1/nextMtu").intValue()).isEqualTo(1400);
    }

    @Test
    void lossVerdict_isAsTheSchemaSays() {
        LossVerdict verdict = new LossVerdict(LossCause.RATE_LIMITED, 0.03, 0.97, 0, 3, 1);
        TraceResult lossy = result(
                StopReason.DESTINATION,
                hop(1, exceeded("192.0.2.9", 45), TIMEOUT, TIMEOUT).withLossVerdict(verdict),
                hop(2, echo("192.0.2.1", 50)).withLossVerdict(new LossVerdict(LossCause.NONE, 1, 0)));
        JsonNode trace = Schemas.valid("trace-1.json", json(lossy, true));
        assertThat(trace.at("/hops/0/lossVerdict").toString())
                .isEqualTo("{\"cause\":\"rate-limited\",\"probability\":0.97,\"path\":0.03,"
                        + "\"rateLimited\":0.97,\"pathChange\":0,\"probes\":3,\"lost\":1}");
        assertThat(trace.at("/hops/1/lossVerdict/cause").asText()).isEqualTo("none");
    }

    @Test
    void times_arePlainDecimals() {
        assertThat(json(EVERYTHING, true))
                .contains("\"durationMs\":45.200001")
                .contains("\"rttMs\":0.001,")
                .contains("\"rttMs\":0,")
                .contains("\"rttMs\":900,")
                .contains("\"started\":\"2026-11-21T05:00:00.500Z\"");
    }

    @Test
    void absent_isLeftOut() {
        assertThat(json(EVERYTHING, true))
                .doesNotContain("null")
                .doesNotContain(":-")
                .doesNotContain("*");
        assertThat(json(result(StopReason.MAX_HOPS, hop(1, TIMEOUT)), true))
                .contains(
                        "\"responders\":[],\"probes\":[{\"sequence\":0,\"flow\":0,\"outcome\":\"timeout\",\"duplicates\":0}]");
    }

    @Test
    void compactForm_isOneLine_andTheSame() {
        assertThat(json(EVERYTHING, true)).endsWith("}\n").hasLineCount(1);
        assertThat(Schemas.valid("trace-1.json", json(EVERYTHING, true)))
                .isEqualTo(Schemas.valid("trace-1.json", json(EVERYTHING, false)));
    }

    @Test
    void textFromOutside_isAsciiWithoutControls() {
        assertThat(json(EVERYTHING, true)).contains("It sees\\u0007 little.").isASCII();
    }

    private static String json(TraceResult result, boolean compact) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TraceJson(new PrintStream(bytes, false, StandardCharsets.UTF_8), compact).onResult(result);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
