// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.pathtracer.Diagnosis;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.Place;
import org.pathtracer.diagnosis.Severity;

/**
 * A network of the {@link FaultZoo}, what to diagnose in it, and what is wrong with it.
 *
 * @param name of the kind and the seed, such as {@code link-loss-17}
 * @param network for {@code PathTracer.builder().transport(...)}; each tracer gets a new one
 * @param target for {@code DiagnoseRequest.to(...)}
 * @param faults what is wrong, the gravest first; empty if it is healthy
 * @since 0.1.0
 */
public record FaultySpecimen(String name, SimulatedNetwork network, String target, List<Fault> faults) {
    /** Copies the list. */
    public FaultySpecimen {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(target, "target");
        faults = List.copyOf(faults);
    }

    /**
     * Something that is wrong.
     *
     * @param kind what
     * @param places the addresses of a host that it is at, or of both ends of a link; empty for what is not on the path
     */
    public record Fault(FindingKind kind, Set<InetAddress> places) {
        /** Copies the set. */
        public Fault {
            Objects.requireNonNull(kind, "kind");
            places = Set.copyOf(places);
        }

        /**
         * Returns whether a finding is this fault: of this kind, and at this place. A place is right if it names the
         * host, or if its link is the faulty one; where silent hops are between, if its link contains the faulty one.
         */
        public boolean isFoundBy(Finding finding) {
            return finding.kind() == kind && isAt(finding.place());
        }

        private boolean isAt(Place place) {
            if (places.isEmpty()) {
                return true;
            }
            return place.address().filter(places::contains).isPresent()
                    || place.to().filter(places::contains).isPresent()
                    || place.from().filter(places::contains).isPresent()
                            && place.to().isEmpty();
        }
    }

    /** Returns whether the gravest finding is one of the faults, or there is none of weight if there is no fault. */
    public boolean isRight(Diagnosis diagnosis) {
        List<Finding> weighty = diagnosis.findings().stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .toList();
        return faults.isEmpty()
                ? weighty.isEmpty()
                : !weighty.isEmpty() && faults.stream().anyMatch(fault -> fault.isFoundBy(weighty.get(0)));
    }

    /** Returns whether all faults were found. */
    public boolean isComplete(Diagnosis diagnosis) {
        return faults.stream().allMatch(fault -> diagnosis.findings().stream().anyMatch(fault::isFoundBy));
    }

    @Override
    public String toString() {
        return name;
    }
}
