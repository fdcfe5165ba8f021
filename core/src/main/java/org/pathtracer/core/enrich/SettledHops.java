// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.pathtracer.Hop;

/** The hops of a path in their order, each told once all is known of its responders, or its time is over. */
final class SettledHops {
    private final List<Settled> settled = new ArrayList<>();
    private int told;

    /** A hop, and when to tell of it whatever is known. */
    private record Settled(Hop hop, Set<InetAddress> answerers, long until) {
        boolean isReady(Predicate<InetAddress> done, long now) {
            return now - until >= 0 || answerers.stream().allMatch(done);
        }
    }

    void add(Hop hop, long until) {
        settled.add(new Settled(hop, PathView.answerers(hop), until));
    }

    /** Returns how many hops were told. */
    int told() {
        return told;
    }

    /** Counts the hops as told that are ready now: those of whose responders nothing more will become known. */
    void tellReady(Predicate<InetAddress> done, long now) {
        while (told < settled.size() && settled.get(told).isReady(done, now)) {
            told++;
        }
    }

    /** Counts all hops as told. */
    void tellAll() {
        told = settled.size();
    }

    /** Returns the hops that were told. */
    List<Hop> path() {
        return settled.subList(0, told).stream().map(Settled::hop).toList();
    }
}
