// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MultipathRequest;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PingRequest;
import org.pathtracer.ProbeOptions;
import org.pathtracer.Request;
import org.pathtracer.TraceRequest;
import org.pathtracer.report.format.Milliseconds;

/** The options of a request, named as its builder's methods; a time's name ends with Ms. */
final class RequestOptions {
    private final Map<String, Object> options = new LinkedHashMap<>();

    private RequestOptions() {}

    static Map<String, Object> of(Request<?, ?> request) {
        RequestOptions writer = new RequestOptions();
        writer.probe(request.probe());
        request.deadline().ifPresent(span -> writer.time("deadline", span));
        if (request instanceof TraceRequest trace) {
            writer.trace(trace);
        } else if (request instanceof PingRequest ping) {
            writer.ping(ping);
        } else if (request instanceof MonitorRequest monitor) {
            writer.monitor(monitor);
        } else if (request instanceof MultipathRequest multipath) {
            writer.multipath(multipath);
        } else if (request instanceof PathMtuRequest mtu) {
            writer.mtu(mtu);
        } else if (request instanceof BufferbloatRequest bufferbloat) {
            writer.bufferbloat(bufferbloat);
        }
        return writer.options;
    }

    private void probe(ProbeOptions probe) {
        put("protocol", JsonDocument.text(probe.protocol()));
        put("family", JsonDocument.text(probe.family()));
        put("size", probe.size());
        put("port", probe.port());
        put("sourcePort", probe.sourcePort());
        put("flowMethod", JsonDocument.text(probe.flowMethod()));
        put("flowLabel", probe.flowLabel());
        put("flow", probe.flow());
        put("trafficClass", probe.trafficClass());
        put("dontFragment", probe.dontFragment());
        probe.networkInterface().ifPresent(name -> put("networkInterface", name));
        put("transport", probe.transport());
        put("rateLimit", probe.rateLimit().packetsPerSecond());
        put("maxConcurrency", probe.maxConcurrency());
    }

    private void trace(TraceRequest trace) {
        put("firstHop", trace.firstHop());
        put("maxHops", trace.maxHops());
        put("queries", trace.queries());
        put("retries", trace.retries());
        put("gapLimit", trace.gapLimit());
        time("timeout", trace.timeout());
        put("sequential", trace.sequential());
        put("enrichment", trace.enrichment());
        put("reverseDns", trace.reverseDns());
        put("pacing", trace.pacing());
        put("diagnoseLoss", trace.diagnoseLoss());
    }

    private void ping(PingRequest ping) {
        put("count", ping.count());
        time("interval", ping.interval());
        time("timeout", ping.timeout());
        put("ttl", ping.ttl());
        put("keptReplies", ping.keptReplies());
    }

    private void monitor(MonitorRequest monitor) {
        put("cycles", monitor.cycles());
        time("interval", monitor.interval());
        time("timeout", monitor.timeout());
        put("firstHop", monitor.firstHop());
        put("maxHops", monitor.maxHops());
        put("gapLimit", monitor.gapLimit());
        put("changeAfter", monitor.changeAfter());
    }

    private void multipath(MultipathRequest multipath) {
        put("algorithm", JsonDocument.text(multipath.algorithm()));
        put("confidence", BigDecimal.valueOf(multipath.confidence()));
        put("leastShare", BigDecimal.valueOf(multipath.leastShare()));
        put("firstHop", multipath.firstHop());
        put("maxHops", multipath.maxHops());
        put("maxWidth", multipath.maxWidth());
        put("flows", multipath.flows());
        put("maxProbes", multipath.maxProbes());
        put("neighbours", multipath.neighbours());
        put("retries", multipath.retries());
        put("gapLimit", multipath.gapLimit());
        time("timeout", multipath.timeout());
        put("aliases", multipath.aliases());
        put("enrichment", multipath.enrichment());
        put("reverseDns", multipath.reverseDns());
    }

    private void mtu(PathMtuRequest mtu) {
        put("maxSize", mtu.maxSize());
        put("queries", mtu.queries());
        time("timeout", mtu.timeout());
    }

    private void bufferbloat(BufferbloatRequest test) {
        put("direction", JsonDocument.text(test.direction()));
        put("sequential", test.sequential());
        time("idle", test.idle());
        time("duration", test.duration());
        put("stopWhenStable", test.stopWhenStable());
        time("interval", test.interval());
        time("probeInterval", test.probeInterval());
        time("hopInterval", test.hopInterval());
        put("maxConnections", test.maxConnections());
        put("locate", test.locate());
        time("timeout", test.timeout());
        put("insecure", test.insecure());
    }

    private void put(String name, Object value) {
        options.put(name, value);
    }

    private void put(String name, OptionalInt value) {
        value.ifPresent(number -> options.put(name, number));
    }

    private void time(String name, Duration span) {
        options.put(name + "Ms", new BigDecimal(Milliseconds.exact(span)));
    }
}
