// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pathtracer.BufferbloatEvent;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorSeries;
import org.pathtracer.MultipathEvent;
import org.pathtracer.PathMtuEvent;
import org.pathtracer.PingEvent;
import org.pathtracer.PingSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.Protocol;
import org.pathtracer.TraceEvent;
import org.pathtracer.TransportChoice;
import org.pathtracer.bufferbloat.LatencySample;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;

/** A line for every event. */
class EventLinesTest {
    private static final TransportChoice RAW = new TransportChoice("raw", "asked for", List.of("It sees little."));
    private static final ProbeResult PROBE = new ProbeResult(3, 0, 0, Samples.exceeded("192.0.2.3", 700), 0);

    /** Each is as its schema says, on a line; all kinds of events are named. */
    private static void check(String schema, Set<String> kinds, List<?> events) {
        Set<String> seen = new TreeSet<>();
        for (Object event : events) {
            String line = Reports.jsonLine(event);
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
                        new TraceEvent.Started("a.example", Samples.address("192.0.2.1"), Protocol.UDP, RAW),
                        new TraceEvent.ProbeCompleted(PROBE),
                        new TraceEvent.HopSettled(Samples.hop(1, Samples.TIMEOUT, Samples.echo("::1", 5))),
                        new TraceEvent.HopEnriched(
                                Samples.known(Samples.hop(1, Samples.echo("::1", 5)), "::1", Samples.OWNER)),
                        new TraceEvent.DiagnosisStarted(List.of(3, 4)),
                        new TraceEvent.Dropped(7)));
    }

    @Test
    void ping() {
        PingSeries series = PingSamples.eventful("a.example");
        PingTarget target = series.target();
        List<PingEvent> events = new ArrayList<>(List.of(
                new PingEvent.Started(
                        List.of(target, PingSamples.unknown("b.example").target()), Protocol.ICMP, RAW),
                new PingEvent.Lost(target, 4),
                new PingEvent.Duplicate(target, 4),
                new PingEvent.NotSent(target, 5, (ProbeOutcome.SendFailed) Samples.NO_ROUTE),
                new PingEvent.OutageEnded(target, series.outages().get(0)),
                new PingEvent.Dropped(7)));
        series.replies().forEach(reply -> events.add(new PingEvent.Replied(target, reply)));
        check(
                "ping-event-1.json",
                Set.of("started", "replied", "duplicate", "lost", "not-sent", "outage-ended", "dropped"),
                events);
    }

    @Test
    void monitor() {
        MonitorSeries series = MonitorSamples.eventful("a.example");
        check(
                "monitor-event-1.json",
                Set.of("started", "cycle-completed", "path-changed", "dropped"),
                List.of(
                        new MonitorEvent.Started(List.of(series.target()), Protocol.ICMP, RAW),
                        new MonitorEvent.CycleCompleted(series, series.path()),
                        new MonitorEvent.PathChanged(
                                series.target(), series.pathChanges().get(0)),
                        new MonitorEvent.Dropped(7)));
    }

    @Test
    void multipath() {
        check(
                "multipath-event-1.json",
                Set.of("started", "probe-completed", "vertex-found", "route-changed", "dropped"),
                List.of(
                        new MultipathEvent.Started("a.example", Samples.address("192.0.2.1"), Protocol.UDP, RAW),
                        new MultipathEvent.ProbeCompleted(PROBE),
                        new MultipathEvent.VertexFound(3, Samples.address("192.0.2.3"), 2),
                        new MultipathEvent.RouteChanged(3),
                        new MultipathEvent.Dropped(7)));
    }

    @Test
    void mtu() {
        check(
                "mtu-event-1.json",
                Set.of("started", "probe-completed", "size-settled", "dropped"),
                List.of(
                        new PathMtuEvent.Started("a.example", Samples.address("192.0.2.1"), Protocol.UDP, RAW),
                        new PathMtuEvent.ProbeCompleted(1400, PROBE),
                        new PathMtuEvent.SizeSettled(
                                new SizeStep(1400, SizeStep.SizeOutcome.FITS, 1, Samples.echo("192.0.2.1", 5))),
                        new PathMtuEvent.Dropped(7)));
    }

    @Test
    void bufferbloat() {
        check(
                "bufferbloat-event-1.json",
                Set.of("started", "phase-started", "sampled", "dropped"),
                List.of(
                        new BufferbloatEvent.Started("a.example", Samples.address("192.0.2.1"), Protocol.UDP, RAW),
                        new BufferbloatEvent.PhaseStarted(
                                Optional.of(LoadDirection.DOWN), Duration.ZERO, Duration.ofSeconds(3)),
                        new BufferbloatEvent.PhaseStarted(Optional.empty(), Duration.ZERO, Duration.ofSeconds(3)),
                        new BufferbloatEvent.Sampled(new LatencySample(Duration.ofMillis(5), 0, Optional.empty())),
                        new BufferbloatEvent.Dropped(7)));
    }
}
