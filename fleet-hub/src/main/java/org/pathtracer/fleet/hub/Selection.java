// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pathtracer.fleet.protocol.Selector;
import org.pathtracer.fleet.wire.RegistryEntry;
import org.pathtracer.fleet.wire.VantagePointInfo;

/** Chooses vantage points. */
final class Selection {
    private static final int MOST_SHOWN = 10;

    private Selection() {}

    /** Returns those that a selector chooses, by name. */
    static List<RegistryEntry> of(Collection<RegistryEntry> entries, Selector selector) {
        return entries.stream()
                .filter(entry -> matches(entry.getInfo(), selector))
                .sorted(Comparator.comparing(entry -> entry.getInfo().getName()))
                .toList();
    }

    /**
     * Returns so many of them, by a hash of the run and the name: equal runs choose equal vantage points whatever the
     * order, and each has the same chance.
     */
    static List<RegistryEntry> some(List<RegistryEntry> entries, int count, String run) {
        return count == 0 || count >= entries.size()
                ? entries
                : entries.stream()
                        .sorted(Comparator.comparingLong(
                                entry -> hash(run, entry.getInfo().getName())))
                        .limit(count)
                        .toList();
    }

    private static boolean matches(VantagePointInfo info, Selector selector) {
        return selector.matches(info.getName(), info.getLabelsMap(), Set.copyOf(info.getCapabilitiesList()));
    }

    /** FNV-1a with a finish, since names differ in their last letters only. */
    static long hash(String run, String name) {
        long hash = 0xcbf29ce484222325L;
        for (byte one : (run + "/" + name).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ one) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 32) * 0xd6e8feb86659fd93L;
        return hash ^ hash >>> 32;
    }

    /** Says what there is instead of what was asked for. */
    static Status nothing(Selector selector, Collection<RegistryEntry> entries) {
        if (entries.isEmpty()) {
            return Status.FAILED_PRECONDITION.withDescription("no vantage point is attached to this fleet");
        }
        Map<String, Set<String>> labels = new TreeMap<>();
        entries.forEach(entry -> entry.getInfo()
                .getLabelsMap()
                .forEach((key, value) ->
                        labels.computeIfAbsent(key, any -> new TreeSet<>()).add(value)));
        String known = labels.entrySet().stream()
                .limit(MOST_SHOWN)
                .map(label -> label.getKey() + "=" + shown(label.getValue(), "|"))
                .collect(Collectors.joining(", "));
        String names = shown(
                entries.stream().map(entry -> entry.getInfo().getName()).collect(Collectors.toCollection(TreeSet::new)),
                ", ");
        return Status.FAILED_PRECONDITION.withDescription("\"%s\" selects none of the %d vantage points; there are %s%s"
                .formatted(selector, entries.size(), names, known.isEmpty() ? "" : "; labels " + known));
    }

    private static String shown(Set<String> values, String separator) {
        String some = values.stream().limit(MOST_SHOWN).collect(Collectors.joining(separator));
        return values.size() <= MOST_SHOWN ? some : some + separator + "...";
    }
}
