// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What traces together say of each way. A hop that did not answer in one of them is known if others show a single
 * router in this place, between the same two. A way that is not known is taken to begin and to end as all known ways of
 * its place do.
 */
final class KnownWays {
    static final String SILENT = "*";

    private static final int LONGEST_GAP = 4;

    private record Gap(String before, String behind, int length) {}

    private final Map<Gap, Set<List<String>>> fillings = new HashMap<>();
    private final Map<String, List<String>> begins = new HashMap<>();
    private final Map<String, List<String>> ends = new HashMap<>();

    KnownWays(List<PathLoss> paths) {
        List<Way> ways = paths.stream().flatMap(path -> path.ways().stream()).toList();
        ways.stream().map(KnownWays::names).forEach(this::noteFillings);
        for (Way way : ways) {
            if (way.reached()) {
                List<String> names = filled(way);
                begins.merge(way.from(), List.copyOf(names), (one, other) -> common(way.from(), one, other));
                Collections.reverse(names);
                ends.merge(way.to(), List.copyOf(names), (one, other) -> common(way.to(), one, other));
            }
        }
    }

    /** Returns the places and routers of a way; of one that did not reach its destination, the known ones. */
    private static List<String> names(Way way) {
        List<String> names = new ArrayList<>(List.of(way.from()));
        for (Optional<String> router : Routers.of(way)) {
            names.add(router.orElse(SILENT));
        }
        if (way.reached()) {
            names.add(way.to());
        } else {
            while (names.get(names.size() - 1).equals(SILENT)) {
                names.remove(names.size() - 1);
            }
        }
        return names;
    }

    private void noteFillings(List<String> names) {
        for (int begin = 0; begin < names.size(); begin++) {
            for (int end = begin + 2; end < names.size() && end - begin - 1 <= LONGEST_GAP; end++) {
                List<String> between = names.subList(begin + 1, end);
                if (!between.stream().allMatch(SILENT::equals)) {
                    fillings.computeIfAbsent(
                                    new Gap(names.get(begin), names.get(end), between.size()), any -> new HashSet<>())
                            .add(List.copyOf(between));
                }
            }
        }
    }

    private List<String> filled(Way way) {
        List<String> names = names(way);
        int last = 0;
        for (int i = 1; i < names.size(); i++) {
            if (!names.get(i).equals(SILENT)) {
                fill(names, last, i);
                last = i;
            }
        }
        return names;
    }

    private void fill(List<String> names, int before, int behind) {
        Gap gap = new Gap(names.get(before), names.get(behind), behind - before - 1);
        Set<List<String>> found = fillings.getOrDefault(gap, Set.of());
        if (found.size() == 1) {
            List<String> between = found.iterator().next();
            for (int i = 0; i < between.size(); i++) {
                names.set(before + 1 + i, between.get(i));
            }
        }
    }

    /**
     * Returns what two ways of a place begin with. Where one was silent, the other one counts if it shows a router of
     * the place itself; beyond these, ways may part behind a silent router.
     */
    private static List<String> common(String place, List<String> one, List<String> other) {
        List<String> both = new ArrayList<>();
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            String here = one.get(i).equals(SILENT) ? other.get(i) : one.get(i);
            String there = other.get(i).equals(SILENT) ? one.get(i) : other.get(i);
            boolean silent = one.get(i).equals(SILENT) || other.get(i).equals(SILENT);
            if (!here.equals(there) || silent && !here.equals(SILENT) && !Routers.isOf(place, here)) {
                break;
            }
            both.add(here);
        }
        return both;
    }

    /** Returns all that is known of a way that reached its destination. */
    private List<String> whole(Way way) {
        List<String> names = filled(way);
        complete(names, begins.getOrDefault(way.from(), List.of()), way.from());
        Collections.reverse(names);
        complete(names, ends.getOrDefault(way.to(), List.of()), way.to());
        Collections.reverse(names);
        return names;
    }

    private static void complete(List<String> names, List<String> known, String place) {
        List<String> more = common(place, names, known);
        for (int i = 0; i < more.size(); i++) {
            names.set(i, more.get(i));
        }
    }

    /** Returns the links of a way, and its two places. */
    List<Link> links(Way way) {
        List<Link> links = new ArrayList<>();
        links.add(new Link(way.from(), way.from(), List.of()));
        links.add(new Link(way.to(), way.to(), List.of()));
        if (way.reached()) {
            between(whole(way), links);
            return links;
        }
        List<String> names = filled(way);
        List<String> begin = begins.getOrDefault(way.from(), List.of());
        between(begin.size() > names.size() ? begin : names, links);
        if (names.size() > 1) {
            links.add(new Link(names.get(names.size() - 1), Link.UNKNOWN, List.of()));
        }
        List<String> end = new ArrayList<>(ends.getOrDefault(way.to(), List.of()));
        Collections.reverse(end);
        between(end, links);
        return links;
    }

    private static void between(List<String> names, List<Link> links) {
        List<String> silent = new ArrayList<>();
        @Nullable String last = null;
        for (String name : names) {
            if (name.equals(SILENT)) {
                silent.add(name);
                continue;
            }
            if (last != null) {
                links.add(new Link(last, name, silent));
            }
            last = name;
            silent.clear();
        }
    }
}
