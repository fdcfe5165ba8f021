// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pathtracer.core.explanation.Posterior;

/** Where the ways of bad flows part from those of good ones. */
final class Branches {
    private static final int OF_EACH = 3;
    /** Share that flows lose without a fault. */
    private static final double USUAL = 0.005;

    /** A vertex that only bad flows pass, or the last one that all pass. */
    record Vertex(int ttl, Optional<InetAddress> address, Optional<InetAddress> before) {}

    private Branches() {}

    /** Returns the flows that lose most, and the same number that lose least. */
    static List<Integer> toTrace(Map<Integer, List<PathHop.Trial>> flows) {
        List<Integer> byLoss = flows.keySet().stream()
                .sorted(Comparator.comparingDouble(flow -> lossOf(flows.getOrDefault(flow, List.of()))))
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

    /**
     * Returns the vertices that explain which flows lose packets: those that pass it lose, the others do not. The best
     * comes first.
     */
    static List<Posterior.Weighed<Vertex>> find(Leg leg, Leg.Channel channel) {
        Map<Integer, List<PathHop.Trial>> flows = leg.target.getOrDefault(channel, new TreeMap<>());
        int last =
                leg.flowPaths.values().stream().mapToInt(TreeMap::lastKey).max().orElse(0);
        // Several vertices of the same flows are one explanation: the first of them on the way is where it begins.
        Map<Set<Integer>, Vertex> vertices = new LinkedHashMap<>();
        Map<Set<Integer>, Double> scores = new HashMap<>();
        for (int ttl = 1; ttl <= last; ttl++) {
            Map<Optional<InetAddress>, List<Integer>> at = new LinkedHashMap<>();
            List<Integer> unknown = new ArrayList<>();
            for (int flow : leg.flowPaths.keySet()) {
                NavigableMap<Integer, InetAddress> path = leg.pathOf(flow);
                boolean wentOn = path.higherKey(ttl) != null || lossOf(flows.getOrDefault(flow, List.of())) < 1;
                if (!path.containsKey(ttl) && wentOn) {
                    // Only its answer is missing.
                    unknown.add(flow);
                } else {
                    at.computeIfAbsent(Optional.ofNullable(path.get(ttl)), key -> new ArrayList<>())
                            .add(flow);
                }
            }
            if (at.size() < 2) {
                continue;
            }
            for (Map.Entry<Optional<InetAddress>, List<Integer>> vertex : at.entrySet()) {
                Set<Integer> bad = new TreeSet<>(vertex.getValue());
                if (!vertices.containsKey(bad)) {
                    vertices.put(bad, new Vertex(ttl, vertex.getKey(), before(leg, vertex.getValue(), ttl)));
                    scores.put(bad, score(flows, leg.flowPaths.keySet(), bad, unknown));
                }
            }
        }
        Posterior<Vertex> posterior = new Posterior<>();
        vertices.forEach((bad, vertex) -> posterior.add(vertex, 1, scores.getOrDefault(bad, 0.0)));
        return posterior.weighed();
    }

    /**
     * The logarithm of the probability of what was lost, if just these flows lose packets, and perhaps unknown ones.
     */
    private static double score(
            Map<Integer, List<PathHop.Trial>> flows,
            Collection<Integer> traced,
            Set<Integer> bad,
            List<Integer> unknown) {
        double sent = 1;
        double lost = 0.5;
        for (int flow : bad) {
            List<PathHop.Trial> trials = flows.getOrDefault(flow, List.of());
            sent += trials.size();
            lost += lossOf(trials) * trials.size();
        }
        double log = 0;
        for (int flow : traced) {
            List<PathHop.Trial> trials = flows.getOrDefault(flow, List.of());
            double lossy = binomial(trials, lost / sent);
            double good = binomial(trials, USUAL);
            log += unknown.contains(flow) ? Math.max(lossy, good) - Math.log(2) : bad.contains(flow) ? lossy : good;
        }
        return log;
    }

    private static double binomial(List<PathHop.Trial> trials, double share) {
        double gone = lossOf(trials) * trials.size();
        return gone * Math.log(share) + (trials.size() - gone) * Math.log(1 - share);
    }

    private static Optional<InetAddress> before(Leg leg, List<Integer> flows, int ttl) {
        return flows.stream()
                .map(flow -> Optional.ofNullable(leg.pathOf(flow).lowerEntry(ttl)))
                .flatMap(Optional::stream)
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
