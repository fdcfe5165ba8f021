// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Addresses of a TTL that count together, each with each. The more addresses a router has, the more it counts from
 * round to round; the less likely it is, too, that so many strangers fit by accident. So wide bounds do for large
 * groups, and pairs need narrow ones.
 */
final class AliasGroups {
    /** Numbers from a round to the next but one, in the widest bounds. */
    static final double WIDEST = 0.01 * AliasAnswers.NUMBERS;
    /** Risk that strangers happen to fit, for all groups of a TTL together and each of the bounds. */
    private static final double RISK = 0.01;

    private AliasGroups() {}

    /** Groups of two and more. Where one address is like two that are not alike, nothing is told of any. */
    static List<Set<InetAddress>> of(Map<InetAddress, AliasAnswers> addresses) {
        Map<InetAddress, AliasAnswers> left = new LinkedHashMap<>(addresses);
        List<Set<InetAddress>> groups = new ArrayList<>();
        for (double widest = WIDEST; widest >= 1; widest /= 2) {
            for (Set<InetAddress> group : alike(left, widest)) {
                if (accident(addresses.size(), group, addresses) <= RISK) {
                    groups.add(group);
                    left.keySet().removeAll(group);
                }
            }
        }
        return groups;
    }

    private static List<Set<InetAddress>> alike(Map<InetAddress, AliasAnswers> addresses, double widest) {
        Map<InetAddress, Set<InetAddress>> likes = new LinkedHashMap<>();
        addresses.forEach((a, mine) -> {
            Set<InetAddress> with = new LinkedHashSet<>();
            addresses.forEach((b, others) -> {
                if (b.equals(a) || mine.countsWith(others, widest)) {
                    with.add(b);
                }
            });
            likes.put(a, with);
        });
        return likes.values().stream()
                .filter(with -> with.size() > 1 && with.stream().allMatch(b -> with.equals(likes.get(b))))
                .distinct()
                .toList();
    }

    /**
     * How many groups of that size would fit by accident: as many as can be made of the addresses, times the chance
     * that the counters of all but the first lie within what that one counts.
     */
    private static double accident(int all, Set<InetAddress> group, Map<InetAddress, AliasAnswers> addresses) {
        int width = group.stream()
                .mapToInt(a -> answers(addresses, a).width())
                .max()
                .orElseThrow();
        double expected = all;
        for (int i = 1; i < group.size(); i++) {
            expected *= (double) (all - i) / (i + 1) * width / AliasAnswers.NUMBERS;
        }
        return expected;
    }

    /** The answers of an address that is known to have some. */
    static AliasAnswers answers(Map<InetAddress, AliasAnswers> addresses, InetAddress address) {
        return Objects.requireNonNull(addresses.get(address));
    }
}
