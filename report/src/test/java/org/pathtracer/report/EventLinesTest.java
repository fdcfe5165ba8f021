// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pathtracer.Limit;
import org.pathtracer.MonitorSeries;
import org.pathtracer.PingEvent;
import org.pathtracer.PingSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.Protocol;
import org.pathtracer.TransportChoice;
import org.pathtracer.TransportLimit;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.diagnosis.DiagnosisStage;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.report.json.EventJson;
import org.pathtracer.result.BufferbloatEventRecords;
import org.pathtracer.result.DiagnoseEventRecords;
import org.pathtracer.result.LatencySampleRecord;
import org.pathtracer.result.MonitorEventRecords;
import org.pathtracer.result.MultipathEventRecords;
import org.pathtracer.result.PathMtuEventRecords;
import org.pathtracer.result.PingEventRecords;
import org.pathtracer.result.ProbeResultRecord;
import org.pathtracer.result.SizeStepRecord;
import org.pathtracer.result.TraceEventRecords;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.samples.MonitorSamples;
import org.pathtracer.samples.Samples;
import org.pathtracer.samples.Schemas;

/** A line for every event. */
class EventLinesTest {
    private static final TransportChoice RAW = new TransportChoiceRecord(
            "raw", "asked for", List.of(new Limit<>(TransportLimit.OTHER, "It sees little.")));
    private static final ProbeResult PROBE = new ProbeResultRecord(3, 0, 0, Samples.exceeded("192.0.2.3", 700), 0);

    /** Each is as its schema says, on a line; all kinds of events are named. */
    private static <E> void check(String schema, Set<String> kinds, List<E> events, Function<E, String> writer) {
        Set<String> seen = new TreeSet<>();
        for (E event : events) {
            String line = writer.apply(event);
            assertThat(line).endsWith("}\n").hasLineCount(1).doesNotContain("null");
            JsonNode node = Schemas.valid(schema, line);
            seen.add(node.get("event").asText());
        }
        assertThat(seen).isEqualTo(new TreeSet<>(kinds));
    }

    @Test
    void trace() {
        check(
                "trace-event-1.json",
                Set.of("started", "probe-completed", "hop-settled", "hop-enriched", "diagnosis-started", "dropped"),
                List.of(
                        new TraceEventRecords.Started("a.example", Samples.address("192.0.2.1"), Protocol.UDP, RAW),
                        new TraceEventRecords.ProbeCompleted(PROBE),
                        new TraceEventRecords.HopSettled(Samples.hop(1, Samples.TIMEOUT, Samples.echo("::1", 5))),
                        new TraceEventRecords.HopEnriched(
                                Samples.known(Samples.hop(1, Samples.echo("::1", 5)), "::1", Samples.OWNER)),
                        new TraceEventRecords.DiagnosisStarted(List.of(3, 4)),
                        new TraceEventRecords.Dropped(7)),
                Reports::jsonLine);
    }

    @Test
    void diagnose() {
        check(
                "diagnose-event-1.json",
                Set.of("stage-started", "stage-ended"),
                List.of(
                        new DiagnoseEventRecords.StageStarted(DiagnosisStage.SURROUNDINGS, Duration.ZERO),
                        new DiagnoseEventRecords.StageEnded(DiagnosisStage.CLOSER_LOOK, Duration.ofMillis(7), 12)),
                Reports::jsonLine);
    }

    @Test
    void ping() {
        PingSeries series = PingSamples.eventful("a.example");
        PingTarget target = series.target();
        List<PingEvent> events = new ArrayList<>(List.of(
                new PingEventRecords.Started(
                        List.of(target, PingSamples.unknown("b.example").target()), Protocol.ICMP, RAW),
                new PingEventRecords.Lost(target, 4),
                new PingEventRecords.Duplicate(target, 4),
                new PingEventRecords.NotSent(target, 5, (ProbeOutcome.SendFailed) Samples.NO_ROUTE),
                new PingEventRecords.OutageEnded(target, series.outages().get(0)),
                new PingEventRecords.TargetCompleted(17, series),
                new PingEventRecords.TargetCompleted(18, PingSamples.plain("192.0.2.7", 1, 1000)),
                new PingEventRecords.TargetCompleted(19, PingSamples.unknown("b.example")),
                new PingEventRecords.Dropped(7)));
        series.replies().forEach(reply -> events.add(new PingEventRecords.Replied(target, reply)));
        check(
                "ping-event-1.json",
                Set.of(
                        "started",
                        "replied",
                        "duplicate",
                        "lost",
                        "not-sent",
                        "outage-ended",
                        "target-completed",
                        "dropped"),
                events,
                Reports::jsonLine);
        assertThat(lines(events))
                .isEqualTo(events.stream().map(Reports::jsonLine).collect(Collectors.joining()));
    }

    /** Into a stream, one behind the other. */
    private static String lines(List<PingEvent> events) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            EventJson.Lines lines = EventJson.lines(out);
            for (PingEvent event : events) {
                lines.write(event);
            }
            lines.flush();
        } catch (IOException e) {
            throw new AssertionError("memory throws nothing", e);
        }
        return out.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void monitor() {
        MonitorSeries series = MonitorSamples.eventful("a.example");
        check(
                "monitor-event-1.json",
                Set.of("started", "cycle-completed", "path-changed", "dropped"),
                List.of(
                        new MonitorEventRecords.Started(List.of(series.target()), Protocol.ICMP, RAW),
                        new MonitorEventRecords.CycleCompleted(series, series.path()),
                        new MonitorEventRecords.PathChanged(
                                series.target(), series.pathChanges().get(0)),
                        new MonitorEventRecords.Dropped(7)),
                Reports::jsonLine);
    }

    @Test
    void multipath() {
        check(
                "multipath-event-1.json",
                Set.of("started", "probe-completed", "vertex-found", "route-changed", "dropped"),
                List.of(
                        new MultipathEventRecords.Started("a.example", Samples.address("192.0.2.1"), Protocol.UDP, RAW),
                        new MultipathEventRecords.ProbeCompleted(PROBE),
                        new MultipathEventRecords.VertexFound(3, Samples.address("192.0.2.3"), 2),
                        new MultipathEventRecords.RouteChanged(3),
                        new MultipathEventRecords.Dropped(7)),
                Reports::jsonLine);
    }

    @Test
    void mtu() {
        check(
                "mtu-event-1.json",
                Set.of("started", "probe-completed", "size-settled", "dropped"),
                List.of(
                        new PathMtuEventRecords.Started("a.example", Samples.address("192.0.2.1"), Protocol.UDP, RAW),
                        new PathMtuEventRecords.ProbeCompleted(1400, PROBE),
                        new PathMtuEventRecords.SizeSettled(
                                new SizeStepRecord(1400, SizeStep.SizeOutcome.FITS, 1, Samples.echo("192.0.2.1", 5))),
                        new PathMtuEventRecords.Dropped(7)),
                Reports::jsonLine);
    }

    @Test
    void bufferbloat() {
        check(
                "bufferbloat-event-1.json",
                Set.of("started", "phase-started", "sampled", "dropped"),
                List.of(
                        new BufferbloatEventRecords.Started(
                                "a.example", Samples.address("192.0.2.1"), Protocol.UDP, RAW),
                        new BufferbloatEventRecords.PhaseStarted(
                                Optional.of(LoadDirection.DOWN), Duration.ZERO, Duration.ofSeconds(3)),
                        new BufferbloatEventRecords.PhaseStarted(
                                Optional.empty(), Duration.ZERO, Duration.ofSeconds(3)),
                        new BufferbloatEventRecords.Sampled(
                                new LatencySampleRecord(Duration.ofMillis(5), 0, Optional.empty())),
                        new BufferbloatEventRecords.Dropped(7)),
                Reports::jsonLine);
    }
}
