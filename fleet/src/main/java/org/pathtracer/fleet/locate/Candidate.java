// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Links that the same paths cross, so that no figures of these paths can tell them apart. */
final class Candidate {
    /** A place is suspected less than a link of it: traces don't show what its ways have in common. */
    private static final double PLACE = 0.5;
    /** What no trace shows, of a single pair. */
    private static final double UNSEEN = 0.25;

    private final int[] paths;
    private final List<Link> links = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private double weight;

    private Candidate(BitSet crossed) {
        paths = crossed.stream().toArray();
    }

    /** Returns all that may be at fault on some paths. */
    static List<Candidate> of(List<PathLoss> paths) {
        KnownWays known = new KnownWays(paths);
        Map<Link, BitSet> crossed = new LinkedHashMap<>();
        Map<List<String>, BitSet> pairs = new LinkedHashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            for (Way way : paths.get(i).ways()) {
                for (Link link : known.links(way)) {
                    crossed.computeIfAbsent(link, any -> new BitSet()).set(i);
                }
                List<String> pair = List.copyOf(new TreeSet<>(List.of(way.from(), way.to())));
                pairs.computeIfAbsent(pair, any -> new BitSet()).set(i);
            }
        }
        Map<BitSet, Candidate> groups = new LinkedHashMap<>();
        crossed.forEach(
                (link, set) -> groups.computeIfAbsent(set, Candidate::new).add(link));
        pairs.forEach((pair, set) -> groups.computeIfAbsent(set, Candidate::new).unseen(pair));
        return List.copyOf(groups.values());
    }

    private void add(Link link) {
        links.add(link);
        weight += link.isPlace() ? PLACE : 1 + link.via().size();
    }

    private void unseen(List<String> pair) {
        places.addAll(pair);
        weight += UNSEEN;
    }

    /** Returns the paths that cross it, by index. */
    int[] paths() {
        return paths;
    }

    /** Returns how probable it is before anything is measured, relative to others. */
    double weight() {
        return weight;
    }

    List<String> places() {
        return places;
    }

    /** Returns the links; those that follow each other are one. */
    List<Link> links() {
        List<Link> joined = new ArrayList<>();
        for (Link link : links) {
            if (links.stream().noneMatch(other -> follows(other, link))) {
                joined.add(joined(link));
            }
        }
        return joined.isEmpty() ? List.copyOf(links) : joined;
    }

    /** Whether a way can cross one link after the other: it does not turn round in between. */
    private static boolean follows(Link first, Link second) {
        return !first.isPlace()
                && !second.isPlace()
                && first.to().equals(second.from())
                && !first.from().equals(second.to());
    }

    private Link joined(Link first) {
        List<String> via = new ArrayList<>(first.via());
        Link last = first;
        // Bounded, since ways may have loops.
        for (int i = 1; i < links.size(); i++) {
            Link before = last;
            Optional<Link> next =
                    links.stream().filter(link -> follows(before, link)).findFirst();
            if (next.isEmpty()) {
                break;
            }
            last = next.get();
            via.add(last.from());
            via.addAll(last.via());
        }
        return new Link(first.from(), last.to(), via);
    }
}
