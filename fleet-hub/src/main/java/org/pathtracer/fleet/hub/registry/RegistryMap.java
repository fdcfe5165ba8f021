// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub.registry;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.cluster.ddata.LWWMap;
import org.apache.pekko.cluster.ddata.LWWRegister;
import org.apache.pekko.cluster.ddata.SelfUniqueAddress;
import org.pathtracer.fleet.wire.RegistryEntry;

/** The entries of a bucket as distributed data, which merge to the same whatever the order. */
final class RegistryMap {
    /** A bucket is one message of gossip at times, which has a largest size. */
    static final int BUCKETS = 64;

    /** Neither a wall clock nor a mere count: both make hubs disagree for ever. */
    private static final LWWRegister.Clock<String> CLOCK = new LWWRegister.Clock<>() {
        @Override
        public long apply(long current, String value) {
            return decode(value).map(RegistryEntry::getClock).orElse(0L);
        }
    };

    private RegistryMap() {}

    static int bucket(String name) {
        return Math.floorMod(name.hashCode(), BUCKETS);
    }

    static LWWMap<String, String> put(LWWMap<String, String> map, SelfUniqueAddress self, RegistryEntry entry) {
        String name = entry.getInfo().getName();
        boolean later = find(map, name)
                .filter(known -> known.getClock() >= entry.getClock())
                .isEmpty();
        return later ? map.put(self, name, encode(entry), CLOCK) : map;
    }

    /** Removes that very entry: a later one must stay. */
    static LWWMap<String, String> remove(LWWMap<String, String> map, SelfUniqueAddress self, RegistryEntry entry) {
        String name = entry.getInfo().getName();
        return find(map, name).filter(entry::equals).isPresent() ? map.remove(self, name) : map;
    }

    /** Returns the entries by name, without those that only a newer hub understands. */
    static Map<String, RegistryEntry> entries(LWWMap<String, String> map) {
        Map<String, RegistryEntry> entries = new HashMap<>();
        map.getEntries().forEach((name, value) -> decode(value).ifPresent(entry -> entries.put(name, entry)));
        return entries;
    }

    private static Optional<RegistryEntry> find(LWWMap<String, String> map, String name) {
        return map.get(name).isDefined() ? decode(map.get(name).get()) : Optional.empty();
    }

    private static String encode(RegistryEntry entry) {
        return Base64.getEncoder().encodeToString(entry.toByteArray());
    }

    private static Optional<RegistryEntry> decode(String value) {
        try {
            return Optional.of(RegistryEntry.parseFrom(Base64.getDecoder().decode(value)));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
