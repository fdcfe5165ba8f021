// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.diagnose;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pathtracer.Diagnosis;
import org.pathtracer.Hop;
import org.pathtracer.Protocol;
import org.pathtracer.TraceResult;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.FindingText;
import org.pathtracer.report.format.Printable;

/** What differs between two diagnoses of a host: findings, the path, and round trips if they differ beyond chance. */
final class Changes {
    /** Probabilities differ a little between any two diagnoses. */
    private static final double OTHERWISE_SURE = 0.1;

    private Changes() {}

    /** Returns sentences; one that says that nothing changed, if nothing did. */
    static List<String> between(Diagnosis earlier, Diagnosis later) {
        List<String> changes = new ArrayList<>();
        findings(earlier, later, changes);
        if (!earlier.addresses().isEmpty() && !later.addresses().isEmpty()) {
            InetAddress before = earlier.addresses().get(0);
            InetAddress now = later.addresses().get(0);
            if (before.equals(now)) {
                path(earlier, later, now).ifPresent(changes::add);
                RoundTrips.change(earlier, later, now).ifPresent(changes::add);
            } else if (Collections.disjoint(earlier.addresses(), later.addresses())) {
                changes.add("the address of the target is now %s, before it was %s"
                        .formatted(AddressText.of(now), AddressText.of(before)));
            }
        }
        return changes.isEmpty() ? List.of("nothing changed since " + earlier.started()) : changes;
    }

    /** Whether both find the same faults at the same places. */
    static boolean sameVerdict(Diagnosis earlier, Diagnosis later) {
        return missing(earlier, later).stream().noneMatch(Changes::isFault)
                && missing(later, earlier).stream().noneMatch(Changes::isFault);
    }

    private static boolean isFault(Finding finding) {
        return finding.severity() != Severity.NOTE;
    }

    private static void findings(Diagnosis earlier, Diagnosis later, List<String> changes) {
        List<Finding> gone = new ArrayList<>(missing(earlier, later));
        for (Finding come : missing(later, earlier)) {
            Optional<Finding> elsewhere =
                    gone.stream().filter(old -> old.kind() == come.kind()).findFirst();
            if (elsewhere.isPresent()) {
                gone.remove(elsewhere.get());
                changes.add("moved: %s is now%s, before it was%s"
                        .formatted(FindingText.of(come.kind()), where(come), where(elsewhere.get())));
            } else {
                changes.add("new: " + text(come));
            }
        }
        gone.forEach(old -> changes.add("no longer: " + text(old)));
        for (Finding now : later.findings()) {
            earlier.findings().stream()
                    .filter(old -> same(old, now) && Math.abs(old.probability() - now.probability()) >= OTHERWISE_SURE)
                    .findFirst()
                    .ifPresent(old -> changes.add("%s is %s: %.0f %%, before it was %.0f %%"
                            .formatted(
                                    FindingText.of(now.kind()),
                                    now.probability() > old.probability() ? "more certain" : "less certain",
                                    100 * now.probability(),
                                    100 * old.probability())));
        }
    }

    private static String text(Finding finding) {
        return Printable.line(finding.sentence());
    }

    private static String where(Finding finding) {
        String place = FindingText.place(finding.place());
        return place.isEmpty() ? " elsewhere" : place;
    }

    /** Findings of one diagnosis that the other does not have. */
    private static List<Finding> missing(Diagnosis of, Diagnosis in) {
        return of.findings().stream()
                .filter(finding -> in.findings().stream().noneMatch(other -> same(finding, other)))
                .toList();
    }

    private static boolean same(Finding one, Finding other) {
        return one.kind() == other.kind()
                && Objects.equals(one.place().address(), other.place().address())
                && Objects.equals(one.place().from(), other.place().from())
                && Objects.equals(one.place().to(), other.place().to());
    }

    /** The first hop at which no router of the one is a router of the other. */
    private static Optional<String> path(Diagnosis earlier, Diagnosis later, InetAddress target) {
        for (Protocol protocol : Protocol.values()) {
            Map<Integer, Set<InetAddress>> before = routers(earlier, target, protocol);
            Map<Integer, Set<InetAddress>> now = routers(later, target, protocol);
            for (Map.Entry<Integer, Set<InetAddress>> hop : now.entrySet()) {
                Set<InetAddress> old = before.getOrDefault(hop.getKey(), Set.of());
                if (!old.isEmpty() && Collections.disjoint(old, hop.getValue())) {
                    return Optional.of("the path changed from hop %d on: %s, before it was %s"
                            .formatted(hop.getKey(), first(hop.getValue()), first(old)));
                }
            }
        }
        return Optional.empty();
    }

    private static String first(Set<InetAddress> addresses) {
        return addresses.stream().map(AddressText::of).sorted().findFirst().orElse("");
    }

    private static Map<Integer, Set<InetAddress>> routers(Diagnosis diagnosis, InetAddress target, Protocol protocol) {
        Map<Integer, Set<InetAddress>> routers = new TreeMap<>();
        diagnosis.results().stream()
                .filter(TraceResult.class::isInstance)
                .map(TraceResult.class::cast)
                .filter(trace -> trace.protocol() == protocol && trace.address().equals(target))
                .flatMap(trace -> trace.hops().stream())
                .forEach(hop -> routers.computeIfAbsent(hop.ttl(), ttl -> new HashSet<>())
                        .addAll(addresses(hop)));
        routers.values().removeIf(Set::isEmpty);
        return routers;
    }

    private static List<InetAddress> addresses(Hop hop) {
        return hop.responders().stream().map(responder -> responder.address()).toList();
    }
}
