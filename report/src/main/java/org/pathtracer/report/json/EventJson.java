// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.List;
import org.pathtracer.BufferbloatEvent;
import org.pathtracer.DiagnoseEvent;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MultipathEvent;
import org.pathtracer.PathMtuEvent;
import org.pathtracer.PingEvent;
import org.pathtracer.PingTarget;
import org.pathtracer.Protocol;
import org.pathtracer.TraceEvent;
import org.pathtracer.TransportChoice;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.EnumText;

/**
 * What happens while an operation runs: a document on a line for each event.
 *
 * @since 0.1.0
 */
public final class EventJson {
    private final JsonDocument json;
    private final ProbeJson probes;
    private final RttJson targets;

    private EventJson() {
        this(new JsonDocument(true));
    }

    private EventJson(JsonDocument json) {
        this.json = json;
        probes = new ProbeJson(json);
        targets = new RttJson(json);
    }

    /**
     * Writes events into a stream, line by line, with less work for each than if each had a text of its own. What was
     * written waits for more until it is {@linkplain Lines#flush flushed} or much.
     */
    public static Lines lines(OutputStream out) {
        return new Lines(new JsonDocument(out));
    }

    /**
     * Lines in a stream. Not thread-safe.
     *
     * @since 0.1.0
     */
    public static final class Lines implements Flushable {
        private final JsonDocument json;
        private final EventJson events;

        private Lines(JsonDocument json) {
            this.json = json;
            events = new EventJson(json);
        }

        public void write(PingEvent event) throws IOException {
            json.line(() -> events.members("ping", () -> events.ping(event)));
        }

        public void write(TraceEvent event) throws IOException {
            json.line(() -> events.members("trace", () -> events.trace(event)));
        }

        public void write(MonitorEvent event) throws IOException {
            json.line(() -> events.members("monitor", () -> events.monitor(event)));
        }

        @Override
        public void flush() throws IOException {
            json.flush();
        }
    }

    public static String of(TraceEvent event) {
        EventJson writer = new EventJson();
        return writer.write("trace", () -> writer.trace(event));
    }

    public static String of(PingEvent event) {
        EventJson writer = new EventJson();
        return writer.write("ping", () -> writer.ping(event));
    }

    public static String of(MonitorEvent event) {
        EventJson writer = new EventJson();
        return writer.write("monitor", () -> writer.monitor(event));
    }

    public static String of(MultipathEvent event) {
        EventJson writer = new EventJson();
        return writer.write("multipath", () -> writer.multipath(event));
    }

    public static String of(PathMtuEvent event) {
        EventJson writer = new EventJson();
        return writer.write("mtu", () -> writer.mtu(event));
    }

    public static String of(BufferbloatEvent event) {
        EventJson writer = new EventJson();
        return writer.write("bufferbloat", () -> writer.bufferbloat(event));
    }

    public static String of(DiagnoseEvent event) {
        EventJson writer = new EventJson();
        return writer.write("diagnose", () -> writer.diagnose(event));
    }

    private String write(String operation, JsonDocument.Content members) {
        return json.write(() -> members(operation, members));
    }

    private void members(String operation, JsonDocument.Content members) throws IOException {
        json.string("schema", "pathtracer/" + operation + "-event/1");
        members.write();
    }

    private void trace(TraceEvent event) throws IOException {
        TraceJson parts = new TraceJson(RunFacts.none(), json);
        if (event instanceof TraceEvent.Started started) {
            started(started.target(), started.address(), started.protocol(), started.transport());
        } else if (event instanceof TraceEvent.ProbeCompleted completed) {
            probe(completed.probe());
        } else if (event instanceof TraceEvent.HopSettled settled) {
            event("hop-settled");
            json.name("hop");
            parts.hop(settled.hop());
        } else if (event instanceof TraceEvent.HopEnriched enriched) {
            event("hop-enriched");
            json.name("hop");
            parts.hop(enriched.hop());
        } else if (event instanceof TraceEvent.DiagnosisStarted diagnosis) {
            event("diagnosis-started");
            json.numbers("ttls", diagnosis.ttls());
        } else if (event instanceof TraceEvent.Dropped dropped) {
            dropped(dropped.count());
        }
    }

    private void diagnose(DiagnoseEvent event) throws IOException {
        if (event instanceof DiagnoseEvent.StageStarted started) {
            event("stage-started");
            json.name("stage", started.stage());
            json.millis("elapsedMs", started.elapsed());
        } else if (event instanceof DiagnoseEvent.StageEnded ended) {
            event("stage-ended");
            json.name("stage", ended.stage());
            json.millis("elapsedMs", ended.elapsed());
            json.number("probesSent", ended.probesSent());
        }
    }

    private void ping(PingEvent event) throws IOException {
        PingJson parts = new PingJson(RunFacts.none(), json);
        if (event instanceof PingEvent.Started started) {
            started(started.targets(), started.protocol(), started.transport());
        } else if (event instanceof PingEvent.Replied replied) {
            event("replied");
            targets.target(replied.target());
            json.name("reply");
            parts.reply(replied.reply());
        } else if (event instanceof PingEvent.Duplicate duplicate) {
            probe("duplicate", duplicate.target(), duplicate.sequence());
        } else if (event instanceof PingEvent.Lost lost) {
            probe("lost", lost.target(), lost.sequence());
        } else if (event instanceof PingEvent.NotSent failed) {
            probe("not-sent", failed.target(), failed.sequence());
            json.string("reason", failed.failure().errorName());
            json.string("advice", failed.failure().advice());
        } else if (event instanceof PingEvent.OutageEnded ended) {
            event("outage-ended");
            targets.target(ended.target());
            json.name("outage");
            targets.outage(ended.outage());
        } else if (event instanceof PingEvent.TargetCompleted completed) {
            event("target-completed");
            json.number("index", completed.index());
            parts.series(completed.series());
        } else if (event instanceof PingEvent.Dropped dropped) {
            dropped(dropped.count());
        }
    }

    private void monitor(MonitorEvent event) throws IOException {
        MonitorDocument parts = new MonitorDocument(RunFacts.none(), json);
        if (event instanceof MonitorEvent.Started started) {
            started(started.targets(), started.protocol(), started.transport());
        } else if (event instanceof MonitorEvent.CycleCompleted cycle) {
            event("cycle-completed");
            json.object("series", () -> parts.series(cycle.series()));
            json.bool("reached", cycle.path().reached());
            json.array("path", MonitorDocument.nodes(cycle.path()), parts::node);
        } else if (event instanceof MonitorEvent.PathChanged changed) {
            event("path-changed");
            targets.target(changed.target());
            json.name("change");
            parts.change(changed.change());
        } else if (event instanceof MonitorEvent.Dropped dropped) {
            dropped(dropped.count());
        }
    }

    private void multipath(MultipathEvent event) throws IOException {
        if (event instanceof MultipathEvent.Started started) {
            started(started.target(), started.address(), started.protocol(), started.transport());
        } else if (event instanceof MultipathEvent.ProbeCompleted completed) {
            probe(completed.probe());
        } else if (event instanceof MultipathEvent.VertexFound found) {
            event("vertex-found");
            json.number("ttl", found.ttl());
            json.string("address", AddressText.of(found.address()));
            json.number("width", found.width());
        } else if (event instanceof MultipathEvent.RouteChanged changed) {
            event("route-changed");
            json.number("ttl", changed.ttl());
        } else if (event instanceof MultipathEvent.Dropped dropped) {
            dropped(dropped.count());
        }
    }

    private void mtu(PathMtuEvent event) throws IOException {
        if (event instanceof PathMtuEvent.Started started) {
            started(started.target(), started.address(), started.protocol(), started.transport());
        } else if (event instanceof PathMtuEvent.ProbeCompleted completed) {
            probe(completed.probe());
            json.number("size", completed.size());
        } else if (event instanceof PathMtuEvent.SizeSettled settled) {
            event("size-settled");
            json.name("step");
            new MtuJson(RunFacts.none(), json).step(settled.step());
        } else if (event instanceof PathMtuEvent.Dropped dropped) {
            dropped(dropped.count());
        }
    }

    private void bufferbloat(BufferbloatEvent event) throws IOException {
        BufferbloatJson parts = new BufferbloatJson(RunFacts.none(), json);
        if (event instanceof BufferbloatEvent.Started started) {
            started(started.target(), started.address(), started.protocol(), started.transport());
        } else if (event instanceof BufferbloatEvent.PhaseStarted phase) {
            event("phase-started");
            json.string("direction", phase.direction().map(EnumText::of));
            json.millis("startMs", phase.start());
            json.millis("longestMs", phase.longest());
        } else if (event instanceof BufferbloatEvent.IntervalMeasured measured) {
            event("interval-measured");
            json.name("direction", measured.direction());
            json.object("interval", () -> parts.interval(measured.direction(), measured.interval()));
        } else if (event instanceof BufferbloatEvent.Sampled sampled) {
            event("sampled");
            json.millis("atMs", sampled.sample().at());
            json.number("ttl", sampled.sample().ttl());
            json.millis("rttMs", sampled.sample().rtt());
        } else if (event instanceof BufferbloatEvent.Failed failed) {
            event("failed");
            json.object("failure", () -> parts.failure(failed.failure()));
        } else if (event instanceof BufferbloatEvent.Dropped dropped) {
            dropped(dropped.count());
        }
    }

    private void event(String name) throws IOException {
        json.string("event", name);
    }

    private void started(String target, InetAddress address, Protocol protocol, TransportChoice transport)
            throws IOException {
        event("started");
        json.string("target", target);
        json.string("address", AddressText.of(address));
        json.transport(protocol, transport);
    }

    private void started(List<PingTarget> all, Protocol protocol, TransportChoice transport) throws IOException {
        event("started");
        json.array("targets", all, target -> json.object(() -> targets.target(target)));
        json.transport(protocol, transport);
    }

    private void probe(ProbeResult probe) throws IOException {
        event("probe-completed");
        json.number("ttl", probe.ttl());
        json.object("probe", () -> probes.members(probe));
    }

    private void probe(String name, PingTarget target, long sequence) throws IOException {
        event(name);
        targets.target(target);
        json.number("sequence", sequence);
    }

    /** Says how many events a slow reader missed. */
    private void dropped(long count) throws IOException {
        event("dropped");
        json.number("count", count);
    }
}
