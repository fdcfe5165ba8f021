// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.Hop;
import org.pathtracer.ProbeOutcome;
import org.pathtracer.Reception;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/** Requests to a lab's target, and views of results. */
final class Traces {
    private Traces() {}

    static TraceRequest.Builder to(Lab lab, Family family, Transport transport) {
        return TraceRequest.to(lab.target(family).getHostAddress()).transport(transport.kind);
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
