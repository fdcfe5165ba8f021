// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pathtracer.IcmpExtension;
import org.pathtracer.IcmpExtensions;
import org.pathtracer.MultipathRouter;
import org.pathtracer.MultipathRouter.Evidence;
import org.pathtracer.Reception;

/**
 * Which addresses belong to one router. Those of a TTL are asked in rounds, one question to each; a round begins when
 * the one before is over, so what the addresses counted in one lies before what they counted in the next, whatever the
 * order of answers within a round.
 */
final class AliasSearch {
    static final int ROUNDS = 12;
    private static final int NUMBERS = 1 << 16;
    private static final int NONE = -1;
    /** Risk that counters that have nothing to do with each other happen to fit, for all pairs of a TTL together. */
    private static final double RISK = 0.01;

    /** Two addresses, and why they are taken to be one router's. */
    private record Alias(InetAddress a, InetAddress b, Evidence evidence) {}

    /** Numbers by TTL, address and round. */
    private final Map<Integer, Map<InetAddress, int[]>> numbers = new LinkedHashMap<>();

    private final Set<Alias> told = new LinkedHashSet<>();
    private int round;
    private boolean asked;

    /** The next round, unless it was the last. */
    void plan(FlowTable table, Prober prober) {
        if (round == ROUNDS) {
            return;
        }
        for (int ttl = table.first; ttl <= table.highestAnswered(); ttl++) {
            Hop hop = table.hop(ttl);
            List<Seen> routers = hop.vertices()
                    .filter(vertex -> vertex.kind == Seen.Kind.ROUTER)
                    .toList();
            for (Seen router : routers.size() > 1 ? routers : List.<Seen>of()) {
                int flow = 0;
                while (hop.cell(flow) != router.index) {
                    flow++;
                }
                prober.askAlias(ttl, flow, round);
                asked = true;
            }
        }
        round++;
    }

    /** An answer of a round. */
    void onAnswer(int ttl, int itsRound, Reception answer) {
        if (answer.identification().isPresent()) {
            numbers.computeIfAbsent(ttl, t -> new LinkedHashMap<>())
                            .computeIfAbsent(answer.address(), address -> unknown())[itsRound] =
                    answer.identification().getAsInt();
        }
    }

    private static int[] unknown() {
        int[] none = new int[ROUNDS];
        Arrays.fill(none, NONE);
        return none;
    }

    /** Whether answers of several addresses of a TTL were asked for, and none had a number. */
    boolean blind() {
        return asked && numbers.isEmpty();
    }

    /** What a vertex appended to its first answer. */
    void onExtensions(InetAddress from, IcmpExtensions extensions) {
        for (IcmpExtension object : extensions.objects()) {
            if (object instanceof IcmpExtension.InterfaceInformation about
                    && about.role() != IcmpExtension.InterfaceRole.NEXT_HOP) {
                about.address()
                        .filter(address -> !address.equals(from))
                        .ifPresent(address -> told.add(new Alias(from, address, Evidence.INTERFACE_INFORMATION)));
            }
        }
    }

    /** The routers of a graph. */
    List<MultipathRouter> routers(FlowTable table) {
        Set<InetAddress> known = new LinkedHashSet<>();
        for (int ttl = table.first; ttl <= table.highestAnswered(); ttl++) {
            table.hop(ttl)
                    .vertices()
                    .flatMap(vertex -> Stream.ofNullable(vertex.address))
                    .forEach(known::add);
        }
        List<Alias> aliases = new ArrayList<>(told);
        numbers.values().forEach(addresses -> aliases.addAll(counted(addresses)));
        aliases.removeIf(alias -> !known.contains(alias.a) || !known.contains(alias.b));
        List<MultipathRouter> routers = new ArrayList<>();
        while (!aliases.isEmpty()) {
            Set<InetAddress> one = new LinkedHashSet<>(List.of(aliases.get(0).a));
            Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
            while (aliases.removeIf(alias -> joins(alias, one, evidence))) {
                // Each that joins may bring others.
            }
            routers.add(new MultipathRouter(known.stream().filter(one::contains).toList(), evidence));
        }
        return routers;
    }

    private static boolean joins(Alias alias, Set<InetAddress> router, Set<Evidence> evidence) {
        if (!router.contains(alias.a) && !router.contains(alias.b)) {
            return false;
        }
        router.addAll(List.of(alias.a, alias.b));
        evidence.add(alias.evidence);
        return true;
    }

    /** Pairs that count together. Where one counts with two that don't count together, nothing is told of any. */
    private static List<Alias> counted(Map<InetAddress, int[]> addresses) {
        List<InetAddress> all = List.copyOf(addresses.keySet());
        int pairs = all.size() * (all.size() - 1) / 2;
        double widest = NUMBERS * RISK / Math.max(1, pairs);
        Map<InetAddress, Set<InetAddress>> together = new LinkedHashMap<>();
        addresses.forEach((a, mine) -> {
            Set<InetAddress> with = new LinkedHashSet<>(List.of(a));
            addresses.forEach((b, others) -> {
                if (!b.equals(a) && countTogether(mine, others, widest)) {
                    with.add(b);
                }
            });
            together.put(a, with);
        });
        List<Alias> aliases = new ArrayList<>();
        together.forEach((a, with) -> {
            if (with.stream().allMatch(b -> with.equals(together.get(b)))) {
                with.stream()
                        .filter(b -> all.indexOf(a) < all.indexOf(b))
                        .forEach(b -> aliases.add(new Alias(a, b, Evidence.COMMON_COUNTER)));
            }
        });
        return aliases;
    }

    /**
     * Whether what each counted in a round lies between what the other counted in the rounds before and after, and no
     * number came twice.
     *
     * @param widest numbers from a round to the next but one, so that it is no accident if one fits between
     */
    static boolean countTogether(int[] a, int[] b, double widest) {
        for (int round = 0; round < ROUNDS; round++) {
            if (a[round] == NONE || b[round] == NONE || a[round] == b[round]) {
                return false;
            }
            boolean inside = round > 0 && round < ROUNDS - 1;
            if (inside && !(fits(a, b, round, widest) && fits(b, a, round, widest))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(int[] outer, int[] inner, int round, double widest) {
        int width = distance(outer[round - 1], outer[round + 1]);
        int own = distance(outer[round - 1], outer[round]);
        int other = distance(outer[round - 1], inner[round]);
        return width <= widest && 0 < own && own < width && 0 < other && other < width;
    }

    private static int distance(int from, int to) {
        return Math.floorMod(to - from, NUMBERS);
    }
}
