// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pathtracer.report.PingSamples.eventful;
import static org.pathtracer.report.PingSamples.plain;
import static org.pathtracer.report.PingSamples.result;
import static org.pathtracer.report.PingSamples.unknown;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.text.PingSummary;
import org.pathtracer.report.text.PingText;
import org.pathtracer.report.text.SweepText;
import org.pathtracer.result.PingEventRecords;
import org.pathtracer.result.PingReplyRecord;
import org.pathtracer.result.PingTargetRecord;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.samples.Samples;
import org.pathtracer.samples.Schemas;

/** A ping in text and as JSON. */
class PingOutputTest {
    private final Printed out = new Printed();

    private static String json(PingResult result, boolean compact) {
        return Reports.json(result, ReportOptions.standard().compact(compact));
    }

    @Test
    void everythingOfOneTarget_isAsTheSchemaSays() {
        JsonNode ping = Schemas.valid("ping-1.json", json(result(eventful("a.example")), false));
        assertThat(ping.get("target").asText()).isEqualTo("a.example");
        assertThat(ping.get("lossRatio").toString()).isEqualTo("0.7");
        assertThat(ping.at("/rttMs/mean").toString()).isEqualTo("2");
        assertThat(ping.at("/sendFailures/0").toString())
                .isEqualTo("{\"error\":\"ENETUNREACH\",\"advice\":\"this host has no route there\",\"count\":7}");
        assertThat(ping.at("/outages/1").toString())
                .isEqualTo("{\"firstSequence\":20,\"probes\":2,\"startMs\":20000,\"durationMs\":2000,\"ended\":false}");
        assertThat(ping.at("/replies/1/nextMtu").intValue()).isEqualTo(1400);
        assertThat(ping.at("/replies/1/reordered").booleanValue()).isTrue();
        assertThat(ping.at("/replies/2/late").booleanValue()).isTrue();
        assertThat(ping.get("repliesLeftOut").intValue()).isEqualTo(12);
    }

    @Test
    void severalTargets_areAListWithSums() {
        PingResult several = result(eventful("a.example"), plain("192.0.2.2", 3), unknown("b.example"));
        JsonNode ping = Schemas.valid("ping-1.json", json(several, true));
        assertThat(ping.get("sent").intValue()).isEqualTo(13);
        assertThat(ping.get("received").intValue()).isEqualTo(3);
        assertThat(ping.get("targets")).hasSize(3);
        assertThat(ping.at("/targets/2/error").asText()).isEqualTo("b.example is not known");
        assertThat(ping.at("/targets/1").toString()).doesNotContain("rttMs").doesNotContain("sendFailures");
        assertThat(json(several, true)).endsWith("}\n").hasLineCount(1).doesNotContain("null");
    }

    @Test
    void targetsThatAreNotListed_areToldTogether() {
        JsonNode ping = Schemas.valid("ping-1.json", json(PingSamples.summary(), true));
        assertThat(ping.get("targetCount").intValue()).isEqualTo(4);
        assertThat(ping.get("targetsReached").intValue()).isEqualTo(2);
        assertThat(ping.get("targetsStreamed").intValue()).isEqualTo(3);
        assertThat(ping.get("afterwards").toString()).isEqualTo("{\"duplicates\":1,\"late\":1}");
        assertThat(ping.get("sent").intValue()).isEqualTo(13);
        assertThat(ping.at("/rttMs/max").toString()).isEqualTo("3");
        assertThat(ping.has("targets")).isFalse();
        assertThat(new PingSummary(Palette.NONE).lines(PingSamples.summary()))
                .contains("2 of 4 targets answered: 13 sent, 5 answered, 61.5% lost, 4.2 s");
        for (Format format : Format.values()) {
            if (format.suits(PingResult.class)) {
                assertThat(Reports.write(format, PingSamples.summary(), ReportOptions.standard()))
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void jsonThatIsAppended_isTheSame(boolean compact) throws IOException {
        PingResult several = result(eventful("a.example"), plain("192.0.2.2", 3), unknown("b.example"));
        ReportOptions options = ReportOptions.standard().compact(compact);
        StringBuilder out = new StringBuilder();
        Reports.write(Format.JSON, several, options, out);
        assertThat(out.toString()).isEqualTo(Reports.json(several, options));
        Appendable broken = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> Reports.write(Format.JSON, several, options, broken))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }

    @Test
    void lossOfThisHost_isToldOnce_andItsOutagesAreNotCalledTheNetworks() {
        assertThat(new PingSummary(Palette.NONE).lines(result(4, StopReason.COMPLETED, eventful("a.example"))))
                .noneMatch(line -> line.startsWith("outage: "))
                .anyMatch(line -> line.startsWith("outage, or lost by this host: "))
                .filteredOn(line -> line.contains("this host itself lost 4 packets"))
                .hasSize(1);
    }

    @Test
    void pingThatWasCutShort_saysOnceWhatIsMissing() {
        PingSeries several = plain("192.0.2.2", 3, 1000, 1000, 1000);
        assertThat(new PingSummary(Palette.NONE).lines(result(0, StopReason.DEADLINE, several, several)))
                .filteredOn(line -> line.contains("deadline"))
                .containsExactly("the deadline passed: probes that still waited for an answer are not counted");
        assertThat(new PingSummary(Palette.NONE).lines(result(0, StopReason.CANCELLED, several)))
                .contains("stopped: probes that still waited for an answer are not counted");
    }

    @Test
    void summaryOfOneTarget_tellsAllThatHappened() {
        assertThat(new PingSummary(Palette.NONE).lines(result(eventful("a.example"))))
                .containsExactly(
                        "10 sent, 3 answered, 70% lost, 4.2 s",
                        "RTT in ms: min 1.000 mean 2.000 median 2.000 p95 3.000 p99 3.000 max 3.000"
                                + " stddev 1.000 jitter 0.180",
                        "further answers: 1 duplicate, 2 late, 3 out of order, 4 unreachable, 5 time exceeded",
                        "outage: 3.0 s from probe 5 on, 3 probes",
                        "outage: 2.0 s from probe 20 on, 2 probes, to the end",
                        "and 1 further outages");
    }

    @Test
    void loss_isNeverRoundedToNothingOrAll() {
        assertThat(PingSummary.probes(plain("192.0.2.1", 1).statistics())).endsWith(", 100% lost");
        long[] all = new long[9_999];
        assertThat(PingSummary.probes(plain("192.0.2.1", 10_000, all).statistics()))
                .endsWith(", 0.1% lost");
        assertThat(PingSummary.probes(plain("192.0.2.1", 10_000, 1).statistics()))
                .endsWith(", 99.9% lost");
        assertThat(PingSummary.probes(plain("192.0.2.1", 2, 1, 1).statistics())).isEqualTo("2 sent, 2 answered");
    }

    @Test
    void severalTargets_haveALineEach() {
        new SweepText(out, Palette.NONE)
                .whole(result(plain("192.0.2.1", 2, 10, 20), plain("192.0.2.22", 2), unknown("b.example")));
        assertThat(out.take().lines())
                .containsExactly(
                        "ping to 3 targets, ICMP over raw",
                        "192.0.2.1   2 sent, 2 answered, 0.015 ms (0.010 to 0.020)",
                        "192.0.2.22  2 sent, 0 answered, 100% lost",
                        "b.example   b.example is not known",
                        "1 of 3 targets answered: 4 sent, 2 answered, 50% lost, 4.2 s",
                        "RTT in ms: min 0.010 mean 0.015 median 0.015 p95 0.020 p99 0.020 max 0.020 stddev 0.007");
    }

    @Test
    void oneTarget_isShownAnswerByAnswer() {
        PingTarget target = PingTargetRecord.at("a.example", Samples.address("192.0.2.1"));
        PingText report =
                PingText.live(out, Palette.NONE, PingRequest.to("a.example").build());
        report.onEvent(new PingEventRecords.Started(
                List.of(target), Protocol.ICMP, new TransportChoiceRecord("raw", "", List.of())));
        report.onEvent(replied(target, 0, Samples.echo("192.0.2.1", 1234), false));
        report.onEvent(new PingEventRecords.Lost(target, 1));
        report.onEvent(replied(target, 2, Samples.unreachable("192.0.2.8", 900, UnreachableReason.HOST), true));
        report.onEvent(replied(target, 1, Samples.late("192.0.2.9", 2_100_000), false));
        report.onEvent(new PingEventRecords.Duplicate(target, 0));
        report.onEvent(new PingEventRecords.NotSent(target, 3, (ProbeOutcome.SendFailed) Samples.NO_ROUTE));
        report.onEvent(new PingEventRecords.Dropped(9));
        assertThat(out.take().lines())
                .containsExactly(
                        "ping to a.example (192.0.2.1), 60 byte packets, ICMP over raw",
                        "    0       1.234 ms  ttl 63",
                        "    1           *",
                        "    2       0.900 ms  ttl 63  from 192.0.2.8  host unreachable  (out of order)",
                        "    1    2100.000 ms  ttl 63  from 192.0.2.9  time exceeded  (late)",
                        "    0                duplicate",
                        "    3                ENETUNREACH",
                        "... 9 lines left out, the terminal is too slow");
    }

    private static PingEvent replied(PingTarget target, long sequence, ProbeOutcome answer, boolean reordered) {
        return new PingEventRecords.Replied(
                target, new PingReplyRecord(sequence, (ProbeOutcome.Answer) answer, reordered));
    }
}
