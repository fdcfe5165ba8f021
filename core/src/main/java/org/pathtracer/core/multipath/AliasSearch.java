// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pathtracer.result.MultipathRouterRecord;
import org.pathtracer.multipath.MultipathRouter;
import org.pathtracer.multipath.MultipathRouter.Evidence;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.ProbeOutcome;

/**
 * Which addresses belong to one router. Those of a TTL are asked in rounds, one question to each; a round begins when
 * the one before is over, so what the addresses counted in one lies before what they counted in the next, whatever the
 * order of answers within a round.
 */
final class AliasSearch {
    static final int ROUNDS = 12;

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
            TtlSearch hop = table.hop(ttl);
            List<Vertex> routers = hop.vertices()
                    .filter(vertex -> vertex.kind == Vertex.Kind.ROUTER)
                    .toList();
            for (Vertex router : routers.size() > 1 ? routers : List.<Vertex>of()) {
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
            for (Set<InetAddress> group : AliasGroups.of(addresses)) {
                aliases.addAll(pairs(group, addresses));
            }
        }
        aliases.removeIf(alias -> !known.contains(alias.a) || !known.contains(alias.b));
        List<MultipathRouter> routers = new ArrayList<>();
        while (!aliases.isEmpty()) {
            Set<InetAddress> one = new LinkedHashSet<>(List.of(aliases.get(0).a));
            Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
            while (aliases.removeIf(alias -> joins(alias, one, evidence))) {
                // Each that joins may bring others.
            }
            routers.add(new MultipathRouterRecord(
                    known.stream().filter(one::contains).toList(), evidence));
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

    /** The first of a router with each other; labels that are equal as well say no more than that it fits. */
    private static List<Alias> pairs(Set<InetAddress> group, Map<InetAddress, AliasAnswers> addresses) {
        List<Alias> aliases = new ArrayList<>();
        InetAddress first = group.iterator().next();
        for (InetAddress other : group) {
            if (!other.equals(first)) {
                aliases.add(new Alias(first, other, Evidence.COMMON_COUNTER));
                if (AliasGroups.answers(addresses, first).hasLabelsOf(AliasGroups.answers(addresses, other))) {
                    aliases.add(new Alias(first, other, Evidence.COMMON_LABELS));
                }
            }
        }
        return aliases;
    }

    /**
     * What was not decided, in words: pairs of a TTL of which one does not count, or not so that strangers would be
     * seen. Empty if there is none.
     */
    Optional<String> undecided(FlowTable table) {
        List<MultipathRouter> routers = routers(table);
        int all = 0;
        int open = 0;
        for (Map<InetAddress, AliasAnswers> addresses : answers.values()) {
            List<InetAddress> list = List.copyOf(addresses.keySet());
            for (int i = 0; i < list.size(); i++) {
                for (InetAddress other : list.subList(0, i)) {
                    List<InetAddress> pair = List.of(list.get(i), other);
                    boolean one = routers.stream()
                            .anyMatch(router -> router.addresses().containsAll(pair));
                    all++;
                    open += one
                                    || pair.stream()
                                            .allMatch(a -> AliasGroups.answers(addresses, a)
                                                    .counts(AliasGroups.WIDEST))
                            ? 0
                            : 1;
                }
            }
        }
        return open == 0
                ? Optional.empty()
                : Optional.of(("Whether addresses belong to one router was not decided for %d of %d pairs that share a"
                                + " TTL: one of them does not count its answers so that it could be judged")
                        .formatted(open, all));
    }
}
