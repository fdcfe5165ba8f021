// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where the ways of bad flows part from those of good ones. */
final class Branches {
    private static final int OF_EACH = 3;

    /** A vertex that only bad flows pass, or the last one that all pass. */
    record Vertex(int ttl, Optional<InetAddress> address, Optional<InetAddress> before, boolean shown) {}

    private Branches() {}

    /** Returns the flows that lose most, and the same number that lose least. */
    static List<Integer> toTrace(Map<Integer, List<PathHop.Trial>> flows) {
        List<Integer> byLoss = flows.keySet().stream()
                .sorted(Comparator.comparingDouble(flow -> lossOf(flows.get(flow))))
                .toList();
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < Math.min(OF_EACH, byLoss.size() / 2); i++) {
            chosen.add(byLoss.get(i));
            chosen.add(byLoss.get(byLoss.size() - 1 - i));
        }
        return chosen;
    }

    static double lossOf(List<PathHop.Trial> trials) {
        long answered = trials.stream().filter(PathHop.Trial::answered).count();
        return trials.isEmpty() ? 0 : 1 - (double) answered / trials.size();
    }

    /** Returns the first vertex that bad flows pass and good ones do not. */
    static Optional<Vertex> find(Leg leg, Leg.Channel channel) {
        Map<Integer, List<PathHop.Trial>> flows = leg.target.getOrDefault(channel, new TreeMap<>());
        double worst = flows.values().stream().mapToDouble(Branches::lossOf).max().orElse(0);
        List<Integer> bad = leg.flowPaths.keySet().stream()
                .filter(flow -> lossOf(flows.getOrDefault(flow, List.of())) >= Math.max(worst / 2, 0.01))
                .toList();
        List<Integer> good = leg.flowPaths.keySet().stream()
                .filter(flow -> lossOf(flows.getOrDefault(flow, List.of())) <= worst / 10)
                .toList();
        int last = leg.flowPaths.values().stream()
                .mapToInt(TreeMap::lastKey)
                .max()
                .orElse(0);
        Optional<InetAddress> before = Optional.empty();
        for (int ttl = 1; ttl <= last; ttl++) {
            Set<InetAddress> ofGood = at(leg, good, ttl);
            Set<InetAddress> ofBad = at(leg, bad, ttl);
            Set<InetAddress> only =
                    ofBad.stream().filter(address -> !ofGood.contains(address)).collect(Collectors.toSet());
            if (!only.isEmpty()) {
                return Optional.of(new Vertex(ttl, only.stream().findFirst(), before, true));
            } else if (ofBad.isEmpty() && !ofGood.isEmpty() && !bad.isEmpty()) {
                return Optional.of(new Vertex(ttl, Optional.empty(), before, false));
            }
            before = ofGood.stream().findFirst().or(() -> ofBad.stream().findFirst()).or(() -> Optional.empty());
        }
        return Optional.empty();
    }

    private static Set<InetAddress> at(Leg leg, List<Integer> flows, int ttl) {
        return flows.stream()
                .map(flow -> Optional.ofNullable(leg.flowPaths.get(flow).get(ttl)))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }
}
