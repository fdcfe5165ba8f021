// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.samples.Samples.NO_ROUTE;
import static org.pathtracer.samples.Samples.TIMEOUT;
import static org.pathtracer.samples.Samples.address;
import static org.pathtracer.samples.Samples.echo;
import static org.pathtracer.samples.Samples.exceeded;
import static org.pathtracer.samples.Samples.unreachable;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.PathMtuResult;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.mtu.LimitingHop;
import org.pathtracer.mtu.PathMtuVerdict;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.mtu.SizeStep.SizeOutcome;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.text.MtuSummary;
import org.pathtracer.report.text.MtuText;
import org.pathtracer.result.LimitingHopRecord;
import org.pathtracer.result.PathMtuEventRecords;
import org.pathtracer.result.PathMtuResultRecord;
import org.pathtracer.result.RunRecord;
import org.pathtracer.result.SizeStepRecord;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.samples.Schemas;

/** A path MTU, as people and programs get it. */
class MtuReportTest {
    private final Printed out = new Printed();
    private static final LimitingHop HOP =
            new LimitingHopRecord(OptionalInt.of(3), Optional.of(address("2001:db8::3")), 2);
    private static final List<SizeStep> STEPS = List.of(
            new SizeStepRecord(68, SizeOutcome.FITS, 1, echo("192.0.2.1", 412)),
            new SizeStepRecord(
                    1500, SizeOutcome.TOO_BIG, 1, unreachable("192.0.2.7", 1, UnreachableReason.FRAGMENTATION_NEEDED)),
            new SizeStepRecord(
                    9000, SizeOutcome.TOO_BIG_HERE, 0, new ProbeOutcome.SendFailed("sendmsg", 90, "EMSGSIZE", "less")),
            new SizeStepRecord(1401, SizeOutcome.LOST, 3, TIMEOUT),
            new SizeStepRecord(1402, SizeOutcome.REFUSED, 1, exceeded("192.0.2.8", 5)),
            new SizeStepRecord(1403, SizeOutcome.NOT_SENT, 0, NO_ROUTE));

    private static PathMtuResult result(
            PathMtuVerdict verdict, OptionalInt mtu, LimitingHop hop, List<SizeStep> steps) {
        return result(verdict, mtu, hop, steps, StopReason.COMPLETED);
    }

    private static PathMtuResult result(
            PathMtuVerdict verdict, OptionalInt mtu, LimitingHop hop, List<SizeStep> steps, StopReason end) {
        RunRecord run = new RunRecord(
                Protocol.UDP,
                new TransportChoiceRecord("raw", "asked for", List.of()),
                Instant.parse("2026-11-21T05:00:00.5Z"),
                Duration.ofMillis(45),
                end,
                steps.stream().mapToInt(SizeStep::sent).sum(),
                2);
        return new PathMtuResultRecord(
                "target.example", address("192.0.2.1"), run, mtu, verdict, Optional.ofNullable(hop), steps);
    }

    private static String summary(PathMtuVerdict verdict, LimitingHop hop, List<SizeStep> steps) {
        return MtuSummary.of(result(verdict, OptionalInt.of(1400), hop, steps));
    }

    private static String json(PathMtuResult result, boolean compact) {
        return Reports.json(result, ReportOptions.standard().compact(compact));
    }

    @ParameterizedTest
    @EnumSource
    void everyVerdict_isAsTheSchemaSays(PathMtuVerdict verdict) {
        JsonNode all = Schemas.valid("mtu-1.json", json(result(verdict, OptionalInt.of(1400), HOP, STEPS), true));
        assertThat(all.get("verdict").asText())
                .isEqualTo(verdict.name().toLowerCase().replace('_', '-'));
        assertThat(all.get("pathMtu").intValue()).isEqualTo(1400);
        assertThat(all.get("limitingHop").toString())
                .isEqualTo("{\"ttl\":3,\"address\":\"2001:db8::3\",\"silentBehind\":2}");
        assertThat(all.at("/steps/1/nextMtu").intValue()).isEqualTo(1400);
        assertThat(all.at("/steps/2").toString())
                .isEqualTo("{\"size\":9000,\"outcome\":\"too-big-here\",\"sent\":0,"
                        + "\"error\":\"EMSGSIZE\",\"advice\":\"less\"}");
        assertThat(all.at("/steps/3").toString()).isEqualTo("{\"size\":1401,\"outcome\":\"lost\",\"sent\":3}");
    }

    @Test
    void absent_isLeftOut() {
        String json = json(result(PathMtuVerdict.UNANSWERED, OptionalInt.empty(), null, List.of()), true);
        Schemas.valid("mtu-1.json", json);
        assertThat(json).doesNotContain("pathMtu").doesNotContain("limitingHop").doesNotContain("null");
    }

    @Test
    void text_hasALinePerSize() {
        MtuText text = new MtuText(out, Palette.NONE);
        text.onEvent(new PathMtuEventRecords.Started(
                "target.example", address("192.0.2.1"), Protocol.UDP, new TransportChoiceRecord("raw", "", List.of())));
        STEPS.forEach(step -> text.onEvent(new PathMtuEventRecords.SizeSettled(step)));
        text.onResult(result(PathMtuVerdict.REPORTED, OptionalInt.of(1400), HOP, STEPS));
        assertThat(out.take().lines())
                .containsExactly(
                        "path MTU to target.example (192.0.2.1), UDP over raw",
                        "    68 bytes  fits          0.412 ms",
                        "  1500 bytes  too big       192.0.2.7 says \"too big, the next link takes 1400 bytes\"",
                        "  9000 bytes  too big here",
                        "  1401 bytes  lost          3 probes without answer",
                        "  1402 bytes  refused       192.0.2.8 says \"time exceeded\"",
                        "  1403 bytes  not sent      ENETUNREACH: this host has no route there",
                        "path MTU 1400 bytes, limited behind hop 3 (2001:db8::3) or one of the 2 silent hops after it,"
                                + " 45 ms, 6 probes");
    }

    @Test
    void summary_saysWhatLimits() {
        LimitingHop unplaced = new LimitingHopRecord(OptionalInt.empty(), Optional.of(address("192.0.2.7")), 0);
        LimitingHop silent = new LimitingHopRecord(OptionalInt.of(3), Optional.empty(), 1);
        assertThat(summary(PathMtuVerdict.LOCAL_INTERFACE, LimitingHopRecord.LOCAL, STEPS))
                .startsWith("path MTU 1400 bytes, limited by this host's own interface");
        assertThat(summary(PathMtuVerdict.LARGEST_SIZE, null, STEPS))
                .startsWith("path MTU at least 1400 bytes: the largest packet tried fits");
        assertThat(summary(PathMtuVerdict.BLACK_HOLE, silent, STEPS))
                .startsWith("path MTU 1400 bytes, black hole: larger packets vanish without a word behind hop 3"
                        + " (no answer) or the silent hop after it");
        assertThat(summary(PathMtuVerdict.REPORTED, unplaced, STEPS))
                .contains("limited behind a hop that was not found (192.0.2.7)");
        assertThat(summary(PathMtuVerdict.BLACK_HOLE, LimitingHopRecord.LOCAL, STEPS))
                .contains("behind this host");
        assertThat(summary(PathMtuVerdict.UNDECIDED, null, STEPS))
                .contains("at least 1400 bytes: the search ended before its limit was found");
    }

    @Test
    void searchThatWasCutShort_saysOnceWhatIsMissing() {
        PathMtuResult sizes = cutShort(PathMtuVerdict.UNDECIDED, OptionalInt.of(1400));
        assertThat(text(sizes))
                .hasLineCount(1)
                .contains("at least 1400 bytes: the deadline passed before its limit was found");
        assertThat(text(cutShort(PathMtuVerdict.UNDECIDED, OptionalInt.empty())))
                .hasLineCount(1)
                .contains("not reached: the deadline passed before an answer came");
        assertThat(text(cutShort(PathMtuVerdict.BLACK_HOLE, OptionalInt.of(1400))))
                .hasLineCount(2)
                .startsWith("the deadline passed: the hop that limits it was still looked for");
        assertThat(Schemas.valid("mtu-1.json", json(sizes, true))
                        .get("stopReason")
                        .asText())
                .isEqualTo("deadline");
    }

    private static PathMtuResult cutShort(PathMtuVerdict verdict, OptionalInt mtu) {
        return result(verdict, mtu, null, STEPS.subList(0, 1), StopReason.DEADLINE);
    }

    private String text(PathMtuResult result) {
        new MtuText(out, Palette.NONE).onResult(result);
        return out.take();
    }

    @Test
    void summary_saysWhyThereIsNone() {
        assertThat(summary(PathMtuVerdict.UNREACHABLE, null, STEPS.subList(1, 2)))
                .startsWith("not reached: 192.0.2.7 says");
        assertThat(summary(PathMtuVerdict.UNREACHABLE, null, STEPS.subList(4, 5)))
                .startsWith("not reached: the packets' TTL ended");
        assertThat(summary(PathMtuVerdict.UNANSWERED, null, STEPS.subList(5, 6)))
                .startsWith("not reached: no probe could leave this host: ENETUNREACH, this host has no route there");
        assertThat(summary(PathMtuVerdict.UNANSWERED, null, STEPS.subList(3, 4)))
                .startsWith("not reached: the target answers no packet of any size");
        assertThat(summary(PathMtuVerdict.BELOW_SMALLEST_SIZE, null, STEPS)).contains("even the smallest packet tried");
    }
}
