// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pathtracer.TraceResult;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.Place;
import org.pathtracer.diagnosis.PlaceSegment;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.enrich.Origin;
import org.pathtracer.result.FindingRecord;

/** Which networks findings are in, as far as it was looked up. */
final class Networks {
    private final Map<InetAddress, String> known = new LinkedHashMap<>();

    Networks(List<Reportable> results) {
        for (Reportable result : results) {
            if (result instanceof TraceResult trace) {
                trace.hops().stream()
                        .flatMap(hop -> hop.responders().stream())
                        .forEach(responder -> responder
                                .info()
                                .origin()
                                .ifPresent(origin -> known.put(responder.address(), text(origin))));
            }
        }
    }

    private static String text(Origin origin) {
        return origin.asns().stream().map(asn -> "AS" + asn).collect(Collectors.joining("/"))
                + origin.asName().map(name -> " (" + name + ")").orElse("");
    }

    /** Returns a finding that names its networks, and asks their operators. */
    Finding named(Finding finding) {
        List<InetAddress> addresses = addresses(finding.place());
        if (addresses.isEmpty() || finding.severity() == Severity.NOTE) {
            return finding;
        }
        List<String> evidence = new ArrayList<>(finding.evidence());
        Set<String> networks = new LinkedHashSet<>();
        for (InetAddress address : addresses) {
            String network = known.getOrDefault(address, "");
            evidence.add("%s is in the network %s".formatted(Words.address(address), network));
            networks.add(network);
        }
        boolean far = finding.place().segment() == PlaceSegment.TRANSIT
                || finding.place().segment() == PlaceSegment.UNKNOWN;
        return new FindingRecord(
                finding.kind(),
                finding.place(),
                finding.severity(),
                finding.probability(),
                finding.alternatives(),
                finding.sentence(),
                evidence,
                far
                        ? Words.advice(finding.kind(), "the operator of " + String.join(" or ", networks))
                        : finding.advice());
    }

    private List<InetAddress> addresses(Place place) {
        return List.of(place.address(), place.from(), place.to()).stream()
                .flatMap(Optional::stream)
                .distinct()
                .filter(known::containsKey)
                .toList();
    }
}
