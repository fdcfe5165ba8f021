// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.net.URI;
import java.util.List;
import java.util.ListResourceBundle;
import org.pathtracer.AddressFamily;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MultipathRequest;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PingRequest;
import org.pathtracer.ProbeOptions;
import org.pathtracer.Protocol;
import org.pathtracer.RateLimit;
import org.pathtracer.Target;
import org.pathtracer.TraceRequest;
import org.pathtracer.cli.option.NamedValues;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.report.format.Milliseconds;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;

/** The library's defaults, for help texts to show: so they can't differ from what happens. */
final class Defaults extends ListResourceBundle {
    private final String command;

    private Defaults(String command) {
        this.command = command;
    }

    /** Only a call for help waits for these. */
    static Help help(CommandSpec spec, Help.ColorScheme colours) {
        spec.resourceBundle(new Defaults(spec.name()));
        return new Help(spec, colours);
    }

    @Override
    protected Object[][] getContents() {
        TraceRequest trace = TraceRequest.to("localhost").build();
        PathMtuRequest mtu =
                PathMtuRequest.to("localhost").protocol(Protocol.UDP).build();
        MultipathRequest multipath = MultipathRequest.to("localhost").build();
        PingRequest ping = PingRequest.to("localhost").build();
        MonitorRequest monitor = MonitorRequest.to("localhost").build();
        BufferbloatRequest bufferbloat =
                BufferbloatRequest.against(URI.create("https://localhost/")).build();
        ProbeOptions probe = switch (command) {
            case "ping" -> ping.probe();
            case "monitor" -> monitor.probe();
            case "multipath" -> multipath.probe();
            case "mtu" -> mtu.probe();
            case "bufferbloat" -> bufferbloat.probe();
            default -> trace.probe();
        };
        return new Object[][] {
            {"default.firstHop", String.valueOf(trace.firstHop())},
            {"default.maxHops", String.valueOf(trace.maxHops())},
            {"default.queries", String.valueOf(trace.queries())},
            {"default.retries", String.valueOf(trace.retries())},
            {"default.gapLimit", String.valueOf(trace.gapLimit())},
            {"default.timeout", Milliseconds.exact(trace.timeout()) + "ms"},
            {"default.sameHopFactor", String.valueOf(trace.adaptiveTimeout().sameHopFactor())},
            {"default.nextHopFactor", String.valueOf(trace.adaptiveTimeout().nextHopFactor())},
            {"default.maxConcurrency", String.valueOf(probe.maxConcurrency())},
            {"default.rateLimit", rateLimit(probe.rateLimit())},
            {
                "default.concurrentTraces",
                String.valueOf(
                        TraceRequest.to(List.of(Target.of("192.0.2.1"))).build().concurrentTraces())
            },
            {"default.port", port(Protocol.UDP) + ", TCP: " + port(Protocol.TCP)},
            {"default.flowMethod", NamedValues.name(trace.probe().flowMethod())},
            {"default.flow", String.valueOf(probe.flow())},
            {"default.size", size(trace)},
            {"default.trafficClass", String.valueOf(probe.trafficClass())},
            {"default.enrich", Milliseconds.exact(EnrichmentOptions.DEFAULT.deadline()) + "ms"},
            {"default.transport", probe.transport()},
            {
                "default.diagnoseDeadline",
                DiagnoseRequest.to("localhost").build().deadline().orElseThrow().toSeconds() + "s"
            },
            {"default.udpPort", String.valueOf(mtu.probe().destinationPort())},
            {
                "default.minSize",
                "%d, IPv6: %d".formatted(mtu.minSize(AddressFamily.IPV4), mtu.minSize(AddressFamily.IPV6))
            },
            {"default.maxSize", String.valueOf(mtu.maxSize())},
            {"default.mtuQueries", String.valueOf(mtu.queries())},
            {"monitor.cycles", String.valueOf(monitor.cycles())},
            {"monitor.interval", Milliseconds.exact(monitor.interval()) + "ms"},
            {"monitor.timeout", Milliseconds.exact(monitor.timeout()) + "ms"},
            {"monitor.changeAfter", String.valueOf(monitor.changeAfter())},
            {"multipath.confidence", String.valueOf(multipath.confidence())},
            {"multipath.algorithm", NamedValues.name(multipath.algorithm())},
            {"multipath.maxWidth", String.valueOf(multipath.maxWidth())},
            {"multipath.flows", String.valueOf(multipath.flows())},
            {"multipath.maxProbes", String.valueOf(multipath.maxProbes())},
            {"multipath.neighbours", String.valueOf(multipath.neighbours())},
            {"multipath.retries", String.valueOf(multipath.retries())},
            {"multipath.gapLimit", String.valueOf(multipath.gapLimit())},
            {"ping.count", String.valueOf(ping.count())},
            {"ping.interval", Milliseconds.exact(ping.interval()) + "ms"},
            {"ping.period", Milliseconds.exact(ping.period()) + "ms"},
            {"ping.timeout", Milliseconds.exact(ping.timeout()) + "ms"},
            {"ping.ttl", String.valueOf(ping.ttl())},
            {"ping.keptReplies", String.valueOf(ping.keptReplies())},
            {"bufferbloat.direction", NamedValues.name(bufferbloat.direction())},
            {"bufferbloat.duration", Milliseconds.exact(bufferbloat.duration()) + "ms"},
            {"bufferbloat.idle", Milliseconds.exact(bufferbloat.idle()) + "ms"},
            {"bufferbloat.interval", Milliseconds.exact(bufferbloat.interval()) + "ms"},
            {"bufferbloat.maxConnections", String.valueOf(bufferbloat.maxConnections())},
            {"bufferbloat.connectionStep", String.valueOf(bufferbloat.connectionStep())},
            {"bufferbloat.timeout", Milliseconds.exact(bufferbloat.timeout()) + "ms"},
            {"bufferbloat.profile", NamedValues.name(bufferbloat.gradingProfile())},
        };
    }

    private static int port(Protocol protocol) {
        return TraceRequest.to("localhost").protocol(protocol).build().probe().destinationPort();
    }

    private static String rateLimit(RateLimit limit) {
        return limit.limited() ? "%d, after a burst of %d".formatted(limit.packetsPerSecond(), limit.burst()) : "none";
    }

    private static String size(TraceRequest trace) {
        return "%d, IPv6: %d"
                .formatted(
                        trace.probe().sizeFor(AddressFamily.IPV4), trace.probe().sizeFor(AddressFamily.IPV6));
    }
}
