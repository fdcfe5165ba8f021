// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.mesh;

import com.google.common.hash.Hashing;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Chooses which vantage points measure each other, by rendezvous hash: the same names make the same choice everywhere,
 * and a name that comes or goes changes few pairs. A pair measures in both directions.
 */
final class Peers {
    private Peers() {}

    /** Returns those that each one measures, sorted. */
    static Map<String, Set<String>> choose(List<String> names, int peers) {
        Map<String, Set<String>> chosen = new TreeMap<>();
        names.forEach(name -> chosen.put(name, new TreeSet<>()));
        chosen.forEach((name, own) -> names.stream()
                .filter(other -> !other.equals(name))
                .sorted(Comparator.comparingLong(other -> hash(name, other)))
                .limit(peers)
                .forEach(own::add));
        Map<String, Set<String>> mutual = new TreeMap<>();
        chosen.forEach((name, own) -> own.forEach(other -> {
            mutual.computeIfAbsent(name, any -> new TreeSet<>()).add(other);
            mutual.computeIfAbsent(other, any -> new TreeSet<>()).add(name);
        }));
        return mutual;
    }

    private static long hash(String name, String other) {
        return Hashing.murmur3_128().hashUnencodedChars(name + "/" + other).asLong();
    }
}
