// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.AddressFamily;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MultipathRequest;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PingRequest;
import org.pathtracer.ProbeOptions;
import org.pathtracer.Protocol;
import org.pathtracer.Request;
import org.pathtracer.TraceRequest;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.ping.TargetResults;

/** The options of a request as texts, named as its builder names them. What is off, 0 or not given is left out. */
public final class UsedOptions {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<String, String> options = new LinkedHashMap<>();

    private UsedOptions() {}

    /** Returns the options of a request, in the order of its builder. */
    public static Map<String, String> of(Request<?, ?> request) {
        UsedOptions used = new UsedOptions();
        if (request instanceof DiagnoseRequest diagnose) {
            used.diagnose(diagnose);
            return Collections.unmodifiableMap(used.options);
        }
        used.probe(request.probe());
        if (!(request instanceof PathMtuRequest)) {
            used.packet(request.probe());
        }
        if (request instanceof TraceRequest trace) {
            used.trace(trace);
        } else if (request instanceof BulkTraceRequest bulk) {
            used.trace(bulk.each());
            used.add("stopSet", bulk.stopSet());
            used.add("concurrentTraces", bulk.concurrentTraces());
        } else if (request instanceof PingRequest ping) {
            used.ping(ping);
        } else if (request instanceof MonitorRequest monitor) {
            used.monitor(monitor);
        } else if (request instanceof MultipathRequest multipath) {
            used.multipath(multipath);
        } else if (request instanceof PathMtuRequest mtu) {
            used.mtu(mtu);
        } else if (request instanceof BufferbloatRequest bufferbloat) {
            used.bufferbloat(bufferbloat);
        }
        request.deadline().ifPresent(deadline -> used.add("deadline", deadline));
        return Collections.unmodifiableMap(used.options);
    }

    private void probe(ProbeOptions probe) {
        add("protocol", probe.protocol());
        if (probe.family() != AddressFamily.ANY) {
            add("family", probe.family());
        }
        if (probe.protocol() != Protocol.ICMP) {
            add("port", probe.destinationPort());
        }
        add("sourcePort", probe.sourcePort());
        add("flowLabel", probe.flowLabel());
        add("flow", probe.flow());
        add("trafficClass", probe.trafficClass());
        probe.networkInterface().ifPresent(name -> options.put("networkInterface", name));
        add("mark", probe.mark());
        Optional<InetAddress> source = probe.source();
        source.ifPresent(address -> options.put("source", CanonicalAddress.of(address)));
        options.put("transport", probe.transport());
        add("rateLimit", probe.rateLimit().packetsPerSecond());
        add("maxConcurrency", probe.maxConcurrency());
    }

    /** Everything else a diagnosis chooses itself. */
    private void diagnose(DiagnoseRequest request) {
        if (request.probe().family() != AddressFamily.ANY) {
            add("family", request.probe().family());
        }
        if (request.port().isPresent()) {
            add(request.probe().protocol() == Protocol.UDP ? "udp" : "tcp", request.port());
        }
        request.probe().networkInterface().ifPresent(name -> options.put("networkInterface", name));
        options.put("transport", request.probe().transport());
        request.deadline().ifPresent(deadline -> add("deadline", deadline));
        add("publicAddress", request.publicAddress());
    }

    /** A search for the path MTU chooses these itself. */
    private void packet(ProbeOptions probe) {
        add("size", probe.size());
        add("dontFragment", probe.dontFragment());
    }

    private void trace(TraceRequest request) {
        add("flowMethod", request.probe().flowMethod());
        add("firstHop", request.firstHop());
        add("maxHops", request.maxHops());
        add("queries", request.queries());
        add("retries", request.retries());
        add("gapLimit", request.gapLimit());
        add("timeout", request.timeout());
        add("adaptiveTimeout", request.adaptiveTimeout());
        add("sequential", request.sequential());
        add("enrichment", request.enrichment());
        add("reverseDns", request.reverseDns());
        add("pacing", request.pacing());
        add("diagnoseLoss", request.diagnoseLoss());
    }

    private void ping(PingRequest request) {
        add("flowMethod", request.probe().flowMethod());
        add("count", request.count());
        add("interval", request.interval());
        add("period", request.period());
        add("timeout", request.timeout());
        add("ttl", request.ttl());
        add("keptReplies", request.keptReplies());
        if (request.targetResults() != TargetResults.KEPT) {
            add("targetResults", request.targetResults());
        }
    }

    private void monitor(MonitorRequest request) {
        add("flowMethod", request.probe().flowMethod());
        add("cycles", request.cycles());
        add("interval", request.interval());
        add("timeout", request.timeout());
        add("firstHop", request.firstHop());
        add("maxHops", request.maxHops());
        add("gapLimit", request.gapLimit());
        add("adaptiveTimeout", request.adaptiveTimeout());
        add("changeAfter", request.changeAfter());
    }

    private void multipath(MultipathRequest request) {
        add("flowMethod", request.probe().flowMethod());
        add("seed", request.seed());
        add(request.scope() == MultipathRequest.Scope.GRAPH ? "confidence" : "nodeConfidence", request.confidence());
        add("leastShare", request.leastShare());
        add("algorithm", request.algorithm());
        add("firstHop", request.firstHop());
        add("maxHops", request.maxHops());
        add("maxWidth", request.maxWidth());
        add("flows", request.flows());
        add("maxProbes", request.maxProbes());
        add("neighbours", request.neighbours());
        add("retries", request.retries());
        add("gapLimit", request.gapLimit());
        add("timeout", request.timeout());
        add("adaptiveTimeout", request.adaptiveTimeout());
        add("thrifty", request.thrifty());
        add("aliases", request.aliases());
        add("enrichment", request.enrichment());
        add("reverseDns", request.reverseDns());
    }

    private void mtu(PathMtuRequest request) {
        // Without a size, the default is another for each family.
        AddressFamily family = request.probe().family();
        if (family != AddressFamily.ANY || request.minSize(AddressFamily.IPV4) == request.minSize(AddressFamily.IPV6)) {
            add("minSize", request.minSize(family));
        }
        add("maxSize", request.maxSize());
        add("queries", request.queries());
        add("timeout", request.timeout());
    }

    private void bufferbloat(BufferbloatRequest request) {
        add("direction", request.direction());
        add("sequential", request.sequential());
        add("idle", request.idle());
        add("duration", request.duration());
        add("stopWhenStable", request.stopWhenStable());
        add("interval", request.interval());
        add("averages", request.averages());
        add("tolerance", request.tolerance());
        add("trimmedShare", request.trimmedShare());
        add("connectionStep", request.connectionStep());
        add("maxConnections", request.maxConnections());
        add("maxRequestRate", request.maxRequestRate());
        add("requestShare", request.requestShare());
        add("probeInterval", request.probeInterval());
        add("hopInterval", request.hopInterval());
        add("locate", request.locate());
        add("timeout", request.timeout());
        add("insecure", request.insecure());
        add("gradingProfile", request.gradingProfile());
    }

    private void add(String name, long value) {
        if (value != 0) {
            options.put(name, Long.toString(value));
        }
    }

    private void add(String name, double value) {
        if (value != 0) {
            options.put(name, Double.toString(value));
        }
    }

    private void add(String name, boolean on) {
        if (on) {
            options.put(name, "true");
        }
    }

    private void add(String name, OptionalInt value) {
        value.ifPresent(known -> options.put(name, Integer.toString(known)));
    }

    private void add(String name, OptionalLong value) {
        value.ifPresent(known -> options.put(name, Long.toString(known)));
    }

    private void add(String name, Enum<?> value) {
        options.put(name, value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private void add(String name, AdaptiveTimeout value) {
        if (value.enabled()) {
            String rule = "same hop x%s, next hop x%s, plus %s"
                    .formatted(value.sameHopFactor(), value.nextHopFactor(), text(value.margin()));
            options.put(name, Objects.equals(value, AdaptiveTimeout.DEFAULT) ? "true" : rule);
        }
    }

    private void add(String name, Duration value) {
        if (!value.isZero()) {
            options.put(name, text(value));
        }
    }

    private static String text(Duration value) {
        long nanos = value.toNanos();
        if (nanos % NANOS_PER_SECOND == 0) {
            return nanos / NANOS_PER_SECOND + "s";
        }
        String millis = Double.toString(nanos / NANOS_PER_MILLI);
        return (millis.endsWith(".0") ? millis.substring(0, millis.length() - 2) : millis) + "ms";
    }
}
