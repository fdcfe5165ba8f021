// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.util.Set;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;

/**
 * What an operation needs of a transport.
 *
 * @param protocol what probes are made of
 * @param family IPv4 or IPv6, never any
 * @param features what was asked for beyond that
 */
public record ProbeNeed(Protocol protocol, AddressFamily family, Set<Feature> features) {
    /** Something that not every transport can do. */
    public enum Feature {
        /** A packet size of the user's choice. */
        SIZE,
        /** An IPv6 flow label of the user's choice. */
        FLOW_LABEL,
        /** The probe's number as IPv4 identification. */
        IDENTIFICATION
    }

    /** Copies the set. */
    public ProbeNeed {
        features = Set.copyOf(features);
    }

    /** Nothing special. */
    public ProbeNeed(Protocol protocol, AddressFamily family) {
        this(protocol, family, Set.of());
    }
}
