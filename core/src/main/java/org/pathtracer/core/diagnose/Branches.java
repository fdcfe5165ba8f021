// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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
    /** Share that flows may lose without a fault, as the page on diagnoses says. */
    private static final double USUAL = 0.01;

    /** What even the worst branch lets pass, as far as so few packets tell. */
    private static final double MOST = 0.98;

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
     * comes first. What is empty stands for a vertex that is not seen.
     */
    static List<Posterior.Weighed<Optional<Vertex>>> find(Leg leg, Leg.Channel channel) {
        Map<Integer, List<PathHop.Trial>> flows = leg.target.getOrDefault(channel, new TreeMap<>());
        // Several vertices of the same flows are one explanation: the first of them on the way is where it begins.
        Map<Set<Integer>, Vertex> vertices = new LinkedHashMap<>();
        Map<Set<Integer>, Double> scores = new HashMap<>();
        NavigableMap<Integer, NavigableMap<Integer, InetAddress>> paths = leg.pathsOf(channel);
        boolean parted = false;
        for (int ttl = 1; ttl <= last(paths); ttl++) {
            Map<Optional<InetAddress>, Set<Integer>> at = new LinkedHashMap<>();
            for (Map.Entry<Integer, NavigableMap<Integer, InetAddress>> path : paths.entrySet()) {
                at.computeIfAbsent(Optional.ofNullable(path.getValue().get(ttl)), key -> new TreeSet<>())
                        .add(path.getKey());
            }
            if (at.size() < 2) {
                continue;
            }
            Set<Integer> unknown = at.getOrDefault(Optional.empty(), Set.of());
            if (parted) {
                // What is missing may well be lost behind the vertex at which the ways were seen to part.
                at.remove(Optional.<InetAddress>empty());
            }
            parted |= at.size() > (at.containsKey(Optional.<InetAddress>empty()) ? 2 : 1);
            for (Map.Entry<Optional<InetAddress>, Set<Integer>> vertex : at.entrySet()) {
                Set<Integer> bad = vertex.getValue();
                double score = score(flows, paths.keySet(), bad, vertex.getKey().isEmpty() ? Set.of() : unknown);
                // What has an address can be shown to others.
                boolean shown = vertices.containsKey(bad)
                        && (vertex.getKey().isEmpty()
                                || vertices.get(bad).address().isPresent());
                if (!shown) {
                    vertices.put(bad, new Vertex(ttl, vertex.getKey(), before(paths, bad, ttl)));
                    scores.put(bad, score);
                }
            }
        }
        Posterior<Optional<Vertex>> posterior = new Posterior<>();
        posterior.add(Optional.empty(), 1, unseen(flows, paths.keySet()));
        vertices.forEach((bad, vertex) -> posterior.add(Optional.of(vertex), 1, scores.getOrDefault(bad, 0.0)));
        return posterior.weighed();
    }

    private static int last(Map<Integer, NavigableMap<Integer, InetAddress>> paths) {
        return paths.values().stream()
                .filter(path -> !path.isEmpty())
                .mapToInt(NavigableMap::lastKey)
                .max()
                .orElse(0);
    }

    /**
     * Returns the first distances at which it is not known of all flows by which router they go, where some are known:
     * the first at which two are, and those before it.
     */
    static List<Integer> unclear(Map<Integer, NavigableMap<Integer, InetAddress>> paths) {
        List<Integer> unclear = new ArrayList<>();
        for (int ttl = 1; ttl <= last(paths); ttl++) {
            Set<InetAddress> seen = new HashSet<>();
            boolean missing = false;
            for (NavigableMap<Integer, InetAddress> path : paths.values()) {
                InetAddress router = path.get(ttl);
                missing |= router == null;
                if (router != null) {
                    seen.add(router);
                }
            }
            if (missing && !seen.isEmpty()) {
                unclear.add(ttl);
            }
            if (seen.size() > 1) {
                break;
            }
        }
        return unclear;
    }

    /**
     * The logarithm of the probability of what was lost, if just these flows lose packets, and perhaps unknown ones.
     */
    private static double score(
            Map<Integer, List<PathHop.Trial>> flows,
            Collection<Integer> traced,
            Set<Integer> bad,
            Set<Integer> unknown) {
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

    /** The same, if any of the flows lose packets, wherever their ways part. */
    private static double unseen(Map<Integer, List<PathHop.Trial>> flows, Set<Integer> traced) {
        double share = traced.stream()
                .map(flow -> flows.getOrDefault(flow, List.of()))
                .filter(trials -> lossOf(trials) > 0)
                .mapToDouble(Branches::lossOf)
                .average()
                .orElse(USUAL);
        double log = 0;
        for (int flow : traced) {
            List<PathHop.Trial> trials = flows.getOrDefault(flow, List.of());
            log += Math.max(binomial(trials, Math.min(MOST, share)), binomial(trials, USUAL)) - Math.log(2);
        }
        return log;
    }

    private static double binomial(List<PathHop.Trial> trials, double share) {
        double gone = lossOf(trials) * trials.size();
        return gone * Math.log(share) + (trials.size() - gone) * Math.log(1 - share);
    }

    private static Optional<InetAddress> before(
            Map<Integer, NavigableMap<Integer, InetAddress>> paths, Set<Integer> flows, int ttl) {
        return flows.stream()
                .map(flow -> Optional.ofNullable(
                        paths.getOrDefault(flow, new TreeMap<>()).lowerEntry(ttl)))
                .flatMap(Optional::stream)
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
