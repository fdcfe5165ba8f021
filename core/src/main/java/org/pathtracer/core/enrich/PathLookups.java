// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.EnrichmentReport.Missing;

/** The look-ups of one path, one for each address. */
final class PathLookups {
    private final Map<InetAddress, AddressLookup> lookups = new LinkedHashMap<>();
    private final Runnable onEnd;

    /**
     * Creates none yet.
     *
     * @param onEnd runs when a look-up ends, on any thread
     */
    PathLookups(Runnable onEnd) {
        this.onEnd = onEnd;
    }

    /** Adds the look-up of an address, unless there is one. */
    void add(InetAddress address, Supplier<AddressLookup> lookup) {
        if (!lookups.containsKey(address)) {
            replace(address, lookup.get());
        }
    }

    /** Adds the look-up of an address in the place of any other. */
    void replace(InetAddress address, AddressLookup lookup) {
        if (!lookup.isDone()) {
            lookup.end().thenRun(onEnd);
        }
        lookups.put(address, lookup);
    }

    /** Returns whether nothing more will become known of an address. */
    boolean isDone(InetAddress address) {
        AddressLookup lookup = lookups.get(address);
        return lookup == null || lookup.isDone();
    }

    /** Returns whether nothing more will become known of any address. */
    boolean areDone() {
        return lookups.values().stream().allMatch(AddressLookup::isDone);
    }

    /** Returns the networks of an address as far as they are known. */
    List<Long> asns(InetAddress address) {
        return info(address).map(AddressInfo::asns).orElse(List.of());
    }

    /** Returns what is known of an address; empty if it was not asked for. */
    Optional<AddressInfo> info(InetAddress address) {
        return Optional.ofNullable(lookups.get(address)).map(AddressLookup::info);
    }

    /** Returns what was asked for and is not known. */
    List<Missing> missing() {
        return lookups.values().stream()
                .flatMap(lookup -> lookup.missing().stream())
                .toList();
    }

    Map<InetAddress, AddressLookup> byAddress() {
        return lookups;
    }
}
