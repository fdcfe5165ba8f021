// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.pathtracer.IcmpExtension;
import org.pathtracer.IcmpExtensions;
import org.pathtracer.MultipathRouter;
import org.pathtracer.MultipathRouter.Evidence;
import org.pathtracer.ProbeOutcome;

/**
 * Which addresses belong to one router. Those of a TTL are asked in rounds, one question to each; a round begins when
 * the one before is over, so what the addresses counted in one lies before what they counted in the next, whatever the
 * order of answers within a round.
 */
final class AliasSearch {
    static final int ROUNDS = 12;
    /** Risk that counters that have nothing to do with each other happen to fit, for all pairs of a TTL together. */
    private static final double RISK = 0.01;

    /** Two addresses, and why they are taken to be one router's. */
    private record Alias(InetAddress a, InetAddress b, Evidence evidence) {}

    /** By TTL and address. */
    private final Map<Integer, Map<InetAddress, AliasAnswers>> answers = new LinkedHashMap<>();

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
    void onAnswer(int ttl, int itsRound, ProbeOutcome.Answer answer) {
        answers.computeIfAbsent(ttl, t -> new LinkedHashMap<>())
                .computeIfAbsent(answer.reception().address(), address -> new AliasAnswers())
                .add(itsRound, answer);
    }

    /** Whether answers of several addresses of a TTL were asked for, and none told anything. */
    boolean blind() {
        return asked
                && answers.values().stream()
                        .flatMap(addresses -> addresses.values().stream())
                        .noneMatch(AliasAnswers::telling);
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
        for (Map<InetAddress, AliasAnswers> addresses : answers.values()) {
            double widest = widest(addresses.size());
            aliases.addAll(pairs(addresses, (a, b) -> a.countsWith(b, widest), Evidence.COMMON_COUNTER));
            aliases.addAll(pairs(addresses, (a, b) -> a.hasLabelsOf(b, widest), Evidence.COMMON_LABELS));
        }
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

    /** Numbers within which strangers fit by accident with the stated risk, for all pairs of so many addresses. */
    private static double widest(int addresses) {
        return AliasAnswers.NUMBERS * RISK / Math.max(1, addresses * (addresses - 1) / 2);
    }

    /** Pairs that are alike. Where one is like two that are not alike, nothing is told of any. */
    private static List<Alias> pairs(
            Map<InetAddress, AliasAnswers> addresses,
            BiPredicate<AliasAnswers, AliasAnswers> alike,
            Evidence evidence) {
        List<InetAddress> all = List.copyOf(addresses.keySet());
        Map<InetAddress, Set<InetAddress>> likes = new LinkedHashMap<>();
        addresses.forEach((a, mine) -> {
            Set<InetAddress> with = new LinkedHashSet<>(List.of(a));
            addresses.forEach((b, others) -> {
                if (!b.equals(a) && alike.test(mine, others)) {
                    with.add(b);
                }
            });
            likes.put(a, with);
        });
        List<Alias> aliases = new ArrayList<>();
        likes.forEach((a, with) -> {
            if (with.stream().allMatch(b -> with.equals(likes.get(b)))) {
                with.stream()
                        .filter(b -> all.indexOf(a) < all.indexOf(b))
                        .forEach(b -> aliases.add(new Alias(a, b, evidence)));
            }
        });
        return aliases;
    }
}
