// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;

/**
 * What an operation needs of a transport.
 *
 * @param protocol what probes are made of
 * @param family IPv4 or IPv6, never any
 * @param features what was asked for beyond that
 * @since 0.1.0
 */
public record ProbeNeed(Protocol protocol, AddressFamily family, Set<Feature> features) {
    /** Something that not every transport can do. */
    public enum Feature {
        /** A packet size of the user's choice. */
        SIZE("a given size"),
        /** An IPv6 flow label of the user's choice. */
        FLOW_LABEL("a given flow label"),
        /** The probe's number as IPv4 identification. */
        IDENTIFICATION("flow method DUBLIN"),
        /** A mark that rules of this host may ask for. */
        MARK("a mark");

        private final String words;

        Feature(String words) {
            this.words = words;
        }

        /** What the user asked for, as it is called in a sentence. */
        @Override
        public String toString() {
            return words;
        }
    }

    /** Copies the set. */
    public ProbeNeed {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(features, "features");
        features = Set.copyOf(features);
    }

    /** Nothing special. */
    public ProbeNeed(Protocol protocol, AddressFamily family) {
        this(protocol, family, Set.of());
    }

    /** The same without anything special. */
    public ProbeNeed plain() {
        return new ProbeNeed(protocol, family);
    }

    /** As in a sentence: {@code TCP probes over IPv4 with a given size}. */
    @Override
    public String toString() {
        String plain = protocol + " probes over " + family;
        return features.isEmpty() ? plain : plain + " with " + words();
    }

    /** What was asked for beyond protocol and family, as in a sentence. */
    public String words() {
        return features.stream().sorted().map(Feature::toString).collect(Collectors.joining(" and "));
    }
}
