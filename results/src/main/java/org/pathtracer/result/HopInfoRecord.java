// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.HopInfo;
import org.pathtracer.enrich.Segment;

/** The facts of a {@link HopInfo}. */
public record HopInfoRecord(Map<InetAddress, AddressInfo> responders, Optional<Segment> segment, List<Long> asns)
        implements HopInfo {
    /** Nothing is known. */
    public static final HopInfo NONE = new HopInfoRecord(Map.of(), Optional.empty(), List.of());

    /** Copies map and list. */
    public HopInfoRecord {
        Objects.requireNonNull(responders, "responders");
        Objects.requireNonNull(segment, "segment");
        Objects.requireNonNull(asns, "asns");
        responders = Map.copyOf(responders);
        asns = List.copyOf(asns);
    }

    @Override
    public AddressInfo of(InetAddress address) {
        return responders.getOrDefault(address, AddressInfoRecord.NONE);
    }
}
