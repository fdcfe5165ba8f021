// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pathtracer.Hop;
import org.pathtracer.TraceResult;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.HopInfo;
import org.pathtracer.enrich.Segment;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.HopInfoRecord;
import org.pathtracer.result.InferredHopRecord;
import org.pathtracer.result.LossVerdictRecord;
import org.pathtracer.result.RunRecord;
import org.pathtracer.result.TraceResultRecord;
import org.pathtracer.trace.InferredHop;
import org.pathtracer.trace.LossCause;
import org.pathtracer.trace.LossRemedy;
import org.pathtracer.trace.LossVerdict;

/** Reads a trace; docs/schema/trace-1.json describes it. */
final class TraceReader {
    private TraceReader() {}

    static TraceResult of(JsonObject json) {
        return of(json, RunReader.run(json));
    }

    /** One of which the document has the facts of the run elsewhere. */
    static TraceResult of(JsonObject json, RunRecord run) {
        return new TraceResultRecord(
                json.text("target"),
                json.address("address"),
                run,
                json.truth("reached"),
                json.objects("hops", TraceReader::hop),
                InfoReader.destination(json),
                InfoReader.report(json));
    }

    private static Hop hop(JsonObject json) {
        int ttl = json.ttl("ttl");
        Map<InetAddress, AddressInfo> infos = new HashMap<>();
        Map<InetAddress, List<IcmpExtension>> appended = new HashMap<>();
        json.objects("responders", responder -> {
            InetAddress address = responder.address("address");
            AddressInfo info = InfoReader.of(responder);
            if (!info.equals(AddressInfoRecord.NONE)) {
                infos.put(address, info);
            }
            appended.put(address, responder.objects("extensions", ProbeReader::extension));
            return address;
        });
        List<ProbeResult> probes = new ArrayList<>();
        for (ProbeResult probe : json.objects("probes", one -> ProbeReader.probe(ttl, one))) {
            probes.add(withAppended(probe, appended));
        }
        if (json.has("inferred") && !probes.isEmpty()) {
            throw json.damaged("inferred", "the hop has probes");
        }
        Optional<InferredHop> inferred = json.optionalObject("inferred").map(TraceReader::inferred);
        if (inferred.isPresent()) {
            return Results.inferred(ttl, inferred.get());
        }
        return Results.hop(
                ttl, probes, json.optionalObject("lossVerdict").map(TraceReader::verdict), info(json, infos));
    }

    private static InferredHop inferred(JsonObject json) {
        return new InferredHopRecord(json.address("address"), json.integer("traces"));
    }

    /** A document has what a router appended once, with the router; here it stands with its first answer. */
    private static ProbeResult withAppended(ProbeResult probe, Map<InetAddress, List<IcmpExtension>> appended) {
        if (!(probe.outcome() instanceof ProbeOutcome.IcmpError error)) {
            return probe;
        }
        List<IcmpExtension> objects = appended.remove(error.reception().address());
        return objects == null || objects.isEmpty() ? probe : ProbeReader.with(probe, objects);
    }

    private static HopInfo info(JsonObject json, Map<InetAddress, AddressInfo> infos) {
        Optional<Segment> segment = json.optionalName("segment", Segment.class)
                .or(() -> infos.values().stream()
                        .flatMap(info -> info.segment().stream())
                        .findFirst());
        OptionalLong asn = json.optionalLong("asn");
        return new HopInfoRecord(infos, segment, asn.isPresent() ? List.of(asn.getAsLong()) : List.of());
    }

    private static LossVerdict verdict(JsonObject json) {
        return new LossVerdictRecord(
                json.name("cause", LossCause.class),
                json.number("path"),
                json.number("rateLimited"),
                json.number("pathChange"),
                json.integer("probes"),
                json.integer("lost"),
                json.optionalName("wouldDecide", LossRemedy.class));
    }
}
