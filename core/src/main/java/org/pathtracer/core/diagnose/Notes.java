// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.TraceResult;
import org.pathtracer.core.address.AddressScope;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.PlaceSegment;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.result.FindingRecord;
import org.pathtracer.result.PlaceRecord;
import org.pathtracer.trace.HeaderRewrite;

/** Facts that are no fault. */
final class Notes {
    /** What answers show directly. */
    private static final double SHOWN = 0.95;
    /** A reply TTL is compared with usual initial values, which a system need not use. */
    private static final double ESTIMATED = 0.8;
    /** One hop more or less is often a router that counts otherwise. */
    private static final int DIFFERENT = 2;

    private Notes() {}

    static List<Finding> of(Evidence evidence, Leg leg) {
        List<Finding> notes = new ArrayList<>();
        evidence.route()
                .flatMap(route -> evidence.network.flatMap(state -> state.interfaces().stream()
                        .filter(one -> one.name().equals(route.interfaceName()) && one.vpn())
                        .findFirst()))
                .ifPresent(one -> notes.add(note(
                        FindingKind.VPN,
                        PlaceRecord.of(PlaceSegment.VPN),
                        SHOWN,
                        "the route leads through " + one.name())));
        leg.hops.values().stream()
                .filter(hop -> hop.address
                        .filter(address -> AddressScope.of(address) == AddressScope.CGNAT)
                        .isPresent())
                .findFirst()
                .ifPresent(hop -> notes.add(note(
                        FindingKind.CARRIER_NAT,
                        at(hop),
                        SHOWN,
                        "hop %d has an address that RFC 6598 reserves for carrier NAT".formatted(hop.ttl))));
        leg.traces.values().stream().filter(TraceResult::reached).findFirst().ifPresent(trace -> ofTrace(notes, trace));
        if (leg.answersAnything()) {
            Quality quality = new Quality(leg, Verdicts.channel(evidence, leg));
            quality.limitedRouters().stream()
                    .findFirst()
                    .ifPresent(hop -> notes.add(note(
                            FindingKind.RATE_LIMITED,
                            at(hop),
                            SHOWN,
                            "hop %d leaves out answers, and hops behind do not".formatted(hop.ttl))));
        }
        return notes;
    }

    private static void ofTrace(List<Finding> notes, TraceResult trace) {
        OptionalInt asymmetry = trace.asymmetry();
        if (asymmetry.isPresent() && Math.abs(asymmetry.getAsInt()) >= DIFFERENT) {
            notes.add(note(
                    FindingKind.ASYMMETRIC,
                    PlaceRecord.host(PlaceSegment.UNKNOWN, Optional.of(trace.address())),
                    ESTIMATED,
                    "the way back seems to be %d hops %s"
                            .formatted(
                                    Math.abs(asymmetry.getAsInt()), asymmetry.getAsInt() > 0 ? "longer" : "shorter")));
        }
        trace.headerRewrites().stream().findFirst().ifPresent(rewrite -> notes.add(rewritten(rewrite)));
    }

    private static Finding rewritten(HeaderRewrite rewrite) {
        return note(
                FindingKind.HEADER_CHANGED,
                new PlaceRecord(
                        PlaceSegment.UNKNOWN,
                        OptionalInt.of(rewrite.ttl()),
                        Optional.of(rewrite.address()),
                        Optional.empty(),
                        Optional.empty()),
                SHOWN,
                "%s is changed before hop %d"
                        .formatted(Words.of(rewrite.change().field()), rewrite.ttl()));
    }

    private static PlaceRecord at(PathHop hop) {
        return new PlaceRecord(hop.segment, OptionalInt.of(hop.ttl), hop.address, Optional.empty(), Optional.empty());
    }

    private static Finding note(FindingKind kind, PlaceRecord place, double probability, String why) {
        return new FindingRecord(
                kind,
                place,
                Severity.NOTE,
                probability,
                List.of(),
                Words.sentence(kind, place, ""),
                List.of(why),
                Words.advice(kind, place));
    }
}
