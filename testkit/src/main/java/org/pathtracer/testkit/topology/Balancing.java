// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.util.EnumSet;
import java.util.Set;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.testkit.check.Checks;

/**
 * How a router chooses among several next hops.
 *
 * @param fields header fields of which equal values go the same way
 * @param random each packet goes its own way, whatever its fields
 * @since 0.1.0
 */
public record Balancing(Set<Field> fields, boolean random) {
    /** A header field that a load balancer hashes. */
    public enum Field {
        SOURCE,
        DESTINATION,
        PROTOCOL,
        /** The first four bytes behind the IP header: ports of UDP and TCP, type, code and checksum of ICMP. */
        PORTS,
        TRAFFIC_CLASS,
        /** Of IPv6; IPv4 packets have none. */
        FLOW_LABEL
    }

    /** Copies the set. */
    public Balancing {
        fields = Set.copyOf(fields);
    }

    /** By source, destination, protocol and ports: what most routers do. */
    public static Balancing perFlow() {
        return new Balancing(EnumSet.range(Field.SOURCE, Field.PORTS), false);
    }

    /**
     * By fields that the caller chooses.
     *
     * @throws InvalidRequestException if there are none
     */
    public static Balancing perFlow(Set<Field> fields) {
        Checks.require(!fields.isEmpty(), "a balancer per flow must look at some field of the packet");
        return new Balancing(fields, false);
    }

    /** By source and destination. */
    public static Balancing perDestination() {
        return new Balancing(EnumSet.of(Field.SOURCE, Field.DESTINATION), false);
    }

    /** Each packet its own way. */
    public static Balancing perPacket() {
        return new Balancing(Set.of(), true);
    }
}
