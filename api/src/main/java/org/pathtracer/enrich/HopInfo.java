// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.enrich;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a hop beside its probes.
 *
 * @param responders of each address that answered
 * @param segment the part of the path it is in, silent ones too; empty if that was not asked for
 * @param asns its autonomous systems; those of a silent hop are its neighbours', if they agree
 * @since 0.1.0
 */
public record HopInfo(Map<InetAddress, AddressInfo> responders, Optional<Segment> segment, List<Long> asns) {
    /** Nothing is known. */
    public static final HopInfo NONE = new HopInfo(Map.of(), Optional.empty(), List.of());

    /** Copies map and list. */
    public HopInfo {
        Objects.requireNonNull(responders, "responders");
        Objects.requireNonNull(segment, "segment");
        Objects.requireNonNull(asns, "asns");
        responders = Map.copyOf(responders);
        asns = List.copyOf(asns);
    }

    /** What is known of an address. */
    public AddressInfo of(InetAddress address) {
        return responders.getOrDefault(address, AddressInfo.NONE);
    }
}
