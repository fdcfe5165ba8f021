// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.samples.Samples.NO_ROUTE;
import static org.pathtracer.samples.Samples.TIMEOUT;
import static org.pathtracer.samples.Samples.echo;
import static org.pathtracer.samples.Samples.eliminated;
import static org.pathtracer.samples.Samples.exceeded;
import static org.pathtracer.samples.Samples.hop;
import static org.pathtracer.samples.Samples.late;
import static org.pathtracer.samples.Samples.result;
import static org.pathtracer.samples.Samples.telling;
import static org.pathtracer.samples.Samples.unreachable;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pathtracer.Hop;
import org.pathtracer.StopReason;
import org.pathtracer.TraceResult;
import org.pathtracer.enrich.EnrichmentReport;
import org.pathtracer.enrich.Segment;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.report.Appended;
import org.pathtracer.report.ReportOptions;
import org.pathtracer.report.Reports;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.EnrichmentReportRecord;
import org.pathtracer.result.HopInfoRecord;
import org.pathtracer.result.HopRecord;
import org.pathtracer.result.LossVerdictRecord;
import org.pathtracer.result.MissingRecord;
import org.pathtracer.result.TraceResultRecord;
import org.pathtracer.samples.Samples;
import org.pathtracer.samples.Schemas;
import org.pathtracer.trace.LossCause;
import org.pathtracer.trace.LossVerdict;

public class TraceJsonTest {
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
    public void everything_isAsTheSchemaSays() {
        JsonNode trace = Schemas.valid("trace-1.json", json(EVERYTHING, false));
        assertThat(trace.at("/hops/0/probes/0/quoted").toString())
                .isEqualTo("{\"ttl\":1,\"tos\":184,\"length\":60,\"checksumChanged\":false,\"natDetected\":false}");
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
    public void names_haveTheNamesOfTheSchema() {
        Hop silent = HopRecord.withInfo(
                hop(2, TIMEOUT), new HopInfoRecord(Map.of(), Optional.of(Segment.ISP), List.of(64501L)));
        TraceResult bare = result(StopReason.DESTINATION, EVERYTHING.hops().get(0));
        TraceResult enriched = TraceResultRecord.enriched(
                bare,
                List.of(Samples.known(hop(1, echo("192.0.2.1", 1)), "192.0.2.1", Samples.OWNER), silent),
                AddressInfoRecord.in(AddressInfoRecord.NONE, Segment.DESTINATION),
                new EnrichmentReportRecord(
                        Duration.ofMillis(3),
                        List.of(new MissingRecord(
                                Samples.address("192.0.2.1"), EnrichmentReport.Item.AS_NAME, "not known in time"))));
        JsonNode trace = Schemas.valid("trace-1.json", json(enriched, false));
        JsonNode responder = trace.at("/hops/0/responders/0");
        assertThat(responder.toString())
                .contains("\"hostname\":\"edge.provider.test\"")
                .contains("\"asn\":64501,\"asns\":[64501,64502],\"asName\":\"PROVIDER, DE\"")
                .contains("\"prefix\":\"2001:db8::/32\",\"registry\":\"ripencc\",\"country\":\"DE\"")
                .contains("\"segment\":\"isp\",\"city\":\"Berlin\",\"latitude\":52.5,\"longitude\":13.25")
                .contains("\"network\":{\"kind\":\"ixp\",\"name\":\"Exchange\"}")
                .contains("\"organisation\":\"Provider GmbH\"");
        assertThat(trace.at("/hops/1/segment").asText()).isEqualTo("isp");
        assertThat(trace.at("/hops/1/asn").asLong()).isEqualTo(64501);
        assertThat(trace.at("/enrichment").toString())
                .isEqualTo("{\"waitedMs\":3,\"missing\":[{\"address\":\"192.0.2.1\",\"item\":\"as-name\","
                        + "\"reason\":\"not known in time\"}]}");
        assertThat(trace.at("/destination").toString()).isEqualTo("{\"segment\":\"destination\"}");
    }

    @Test
    public void lossVerdict_isAsTheSchemaSays() {
        LossVerdict verdict = new LossVerdictRecord(LossCause.RATE_LIMITED, 0.03, 0.97, 0, 3, 1);
        TraceResult lossy = result(
                StopReason.DESTINATION,
                HopRecord.withLossVerdict(hop(1, exceeded("192.0.2.9", 45), TIMEOUT, TIMEOUT), verdict),
                HopRecord.withLossVerdict(hop(2, echo("192.0.2.1", 50)), new LossVerdictRecord(LossCause.NONE, 1, 0)));
        JsonNode trace = Schemas.valid("trace-1.json", json(lossy, true));
        assertThat(trace.at("/hops/0/lossVerdict").toString())
                .isEqualTo("{\"cause\":\"rate-limited\",\"probability\":0.97,\"path\":0.03,"
                        + "\"rateLimited\":0.97,\"pathChange\":0,\"probes\":3,\"lost\":1}");
        assertThat(trace.at("/hops/1/lossVerdict/cause").asText()).isEqualTo("none");
    }

    @Test
    public void times_arePlainDecimals() {
        assertThat(json(EVERYTHING, true))
                .contains("\"durationMs\":45.200001")
                .contains("\"rttMs\":0.001,")
                .contains("\"rttMs\":0,")
                .contains("\"rttMs\":900,")
                .contains("\"started\":\"2026-11-21T05:00:00.500Z\"");
    }

    @Test
    public void absent_isLeftOut() {
        assertThat(json(EVERYTHING, true))
                .doesNotContain("null")
                .doesNotContainPattern("\"(?!asymmetry)\\w+\":-")
                .doesNotContain("*");
        assertThat(json(result(StopReason.MAX_HOPS, hop(1, TIMEOUT)), true))
                .contains(
                        "\"responders\":[],\"probes\":[{\"sequence\":0,\"flow\":0,\"outcome\":\"timeout\",\"duplicates\":0}]");
    }

    @Test
    public void compactForm_isOneLine_andTheSame() {
        assertThat(json(EVERYTHING, true)).endsWith("}\n").hasLineCount(1);
        assertThat(Schemas.valid("trace-1.json", json(EVERYTHING, true)))
                .isEqualTo(Schemas.valid("trace-1.json", json(EVERYTHING, false)));
    }

    @Test
    public void whatRoutersTell_isAsTheSchemaSays() {
        TraceResult told = result(
                StopReason.DESTINATION,
                hop(1, exceeded("192.0.2.7", 1)),
                hop(
                        2,
                        telling(
                                "192.0.2.9",
                                5,
                                Appended.TRANSLATED,
                                Appended.LABELS,
                                Appended.INTERFACE,
                                Appended.UNKNOWN),
                        eliminated("192.0.2.9", 5)));
        JsonNode trace = Schemas.valid("trace-1.json", json(told, false));
        JsonNode responder = trace.at("/hops/1/responders/0");
        assertThat(responder.get("mplsLabels").toString())
                .isEqualTo("[{\"label\":16001,\"tc\":0,\"bottom\":false,\"ttl\":1},"
                        + "{\"label\":24000,\"tc\":5,\"bottom\":true,\"ttl\":254}]");
        assertThat(responder.at("/extensions/0/kind").asText()).isEqualTo("mpls-label-stack");
        assertThat(responder.at("/extensions/1/name").asText()).isEqualTo(Appended.EVIL_NAME);
        assertThat(responder.at("/extensions/1/ifIndex").longValue()).isEqualTo(4_294_967_295L);
        assertThat(responder.at("/extensions/1/address").asText()).isEqualTo("2001:db8::1");
        assertThat(responder.get("extensions").get(2).toString())
                .isEqualTo("{\"kind\":\"unknown\",\"class\":200,\"type\":3,\"hex\":\"00ff\"}");
        JsonNode probe = trace.at("/hops/1/probes/0");
        assertThat(probe.at("/quoted/natDetected").booleanValue()).isTrue();
        assertThat(probe.at("/quoted/changes/0").toString())
                .isEqualTo("{\"field\":\"source-port\",\"sent\":\"33000\",\"seen\":\"1024\"}");
        assertThat(probe.get("extensionsDamaged").booleanValue()).isTrue();
        assertThat(probe.get("matching").asText()).isEqualTo("number");
        assertThat(trace.at("/hops/1/probes/1/matching").asText()).isEqualTo("only-candidate");
        assertThat(trace.at("/headerRewrites/0").toString())
                .isEqualTo("{\"field\":\"source-port\",\"sent\":\"33000\",\"seen\":\"1024\",\"ttl\":2,"
                        + "\"address\":\"192.0.2.9\",\"unchangedAt\":1}");
        assertThat(trace.get("asymmetry").intValue()).isEqualTo(0);
        assertThat(json(told, true))
                .contains("eth0\\u001B[2J\\n\\u202E0hte\\u2066\\u009B")
                .isASCII();
    }

    @Test
    public void textFromOutside_isAsciiWithoutControls() {
        assertThat(json(EVERYTHING, true)).contains("It sees\\u0007 little.").isASCII();
    }

    private static String json(TraceResult result, boolean compact) {
        return Reports.json(result, ReportOptions.standard().compact(compact));
    }
}
