// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.address;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the longest prefix that an address is in: one look into a hash table for each length that occurs, from the
 * longest on. As thread-safe as the table that it is given, which may also drop entries by itself.
 *
 * @param <V> what belongs to a prefix
 */
public final class PrefixMap<V> {
    private final Map<Prefix, V> table;
    private volatile BitSet lengths4 = new BitSet();
    private volatile BitSet lengths6 = new BitSet();

    /** Over an empty table, to which nothing else adds. */
    public PrefixMap(Map<Prefix, V> table) {
        this.table = table;
    }

    /** Adds or replaces. */
    public synchronized void put(Prefix prefix, V value) {
        BitSet known = prefix.ipv6() ? lengths6 : lengths4;
        if (!known.get(prefix.length())) {
            // Copied, so that readers need no lock.
            BitSet more = (BitSet) known.clone();
            more.set(prefix.length());
            if (prefix.ipv6()) {
                lengths6 = more;
            } else {
                lengths4 = more;
            }
        }
        table.put(prefix, value);
    }

    /** What belongs to the longest prefix that a prefix, or address as such, is in. */
    public Optional<V> get(Prefix key) {
        BitSet lengths = key.ipv6() ? lengths6 : lengths4;
        for (int at = lengths.previousSetBit(key.length()); at >= 0; at = lengths.previousSetBit(at - 1)) {
            @Nullable V value = table.get(key.cut(at));
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
