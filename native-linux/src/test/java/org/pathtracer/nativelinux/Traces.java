// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;

/** Requests to a lab's target, and views of results. */
final class Traces {
    private static final int WARM_UPS = 1000;

    private Traces() {}

    static TraceRequest.Builder to(Lab lab, Family family, Transport transport) {
        return TraceRequest.to(lab.target(family).getHostAddress()).transport(transport.kind);
    }

    /**
     * A trace of which every answer has kernel times: the kernel turns them on in a work queue, after the first
     * packets.
     */
    static TraceResult timedByKernel(PathTracer tracer, TraceRequest request) {
        return timedBy(TimestampSource.KERNEL, tracer, request);
    }

    /** The same for the best that a transport can do. */
    static TraceResult timedBy(TimestampSource source, PathTracer tracer, TraceRequest request) {
        TraceResult result = tracer.trace(request);
        for (int warmUp = 0; warmUp < WARM_UPS && !timedBy(source, result); warmUp++) {
            result = tracer.trace(request);
        }
        return result;
    }

    private static boolean timedBy(TimestampSource source, TraceResult result) {
        return result.hops().stream()
                .flatMap(hop -> receptions(hop).stream())
                .allMatch(reception -> reception.timestampSource() == source);
    }

    /** Each hop's first responder; null for a silent hop. */
    static List<InetAddress> addresses(TraceResult result) {
        List<InetAddress> addresses = new ArrayList<>();
        result.hops().forEach(hop -> addresses.add(hop.address().orElse(null)));
        return addresses;
    }

    static List<Reception> receptions(Hop hop) {
        return outcomes(hop, ProbeOutcome.Answer.class).stream()
                .map(ProbeOutcome.Answer::reception)
                .toList();
    }

    /** The hop's outcomes of one kind. */
    static <T> List<T> outcomes(Hop hop, Class<T> kind) {
        return hop.probes().stream()
                .map(probe -> probe.outcome())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    static List<ProbeOutcome> outcomes(TraceResult result) {
        return result.hops().stream()
                .flatMap(hop -> hop.probes().stream())
                .map(probe -> probe.outcome())
                .toList();
    }
}
