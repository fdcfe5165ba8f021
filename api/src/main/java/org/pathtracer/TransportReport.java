// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import java.util.Objects;

/**
 * Whether a transport works here for one protocol and family, as {@link PathTracer#transports()} found out by trying.
 *
 * @param name the transport's name, as {@link TraceRequest.Builder#transport} takes it
 * @param protocol what it would probe with
 * @param family IPv4 or IPv6
 * @param availability whether it works here, or what would change that
 * @param detail if available, how it works; else the reason why not
 * @param limits what it can't do or see
 * @param remedies commands of which each would make it available; empty if available or nothing would help
 * @since 0.1.0
 */
public record TransportReport(
        String name,
        Protocol protocol,
        AddressFamily family,
        Availability availability,
        String detail,
        List<Limit<TransportLimit>> limits,
        List<String> remedies) {
    /** Copies the lists. */
    public TransportReport {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(availability, "availability");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(remedies, "remedies");
        limits = List.copyOf(limits);
        remedies = List.copyOf(remedies);
    }

    /** Returns whether it works here. */
    public boolean available() {
        return availability == Availability.AVAILABLE;
    }

    /**
     * Whether a transport works.
     *
     * @since 0.1.0
     */
    public enum Availability {
        /** It works. */
        AVAILABLE,
        /** The system refuses it, but could be made to allow it; {@link TransportReport#remedies} says how. */
        NOT_PERMITTED,
        /** It can't work here, with any privilege. */
        NOT_SUPPORTED
    }
}
