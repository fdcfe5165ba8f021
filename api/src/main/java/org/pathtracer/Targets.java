// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.Collection;
import java.util.List;
import org.pathtracer.check.Argument;

/** The targets that a builder collects: each once. */
final class Targets {
    private static final int MOST_HOSTS = 1 << 20;
    private static final int FIRST_ROOM = 16;

    private final TargetList named = new TargetList();
    /** Places in the list, from 1 on, by hash: open addressing, at most half full. */
    private int[] places = new int[FIRST_ROOM];

    private long hosts;

    /** Targets of texts, of which each is checked before one is taken. */
    static List<Target> of(Collection<String> texts) {
        return Argument.copy("targets", texts).stream().map(Target::of).toList();
    }

    /** The first one of at least one. */
    static Target first(List<Target> targets) {
        Check.require(!targets.isEmpty(), "there is no target");
        return targets.get(0);
    }

    void add(Collection<Target> more) {
        Argument.copy("targets", more).forEach(this::add);
    }

    /** Refuses what is too much at once: a list may be endless. */
    private void add(Target target) {
        int free = find(target);
        if (free >= 0) {
            if (hosts + target.hostCount() > MOST_HOSTS) {
                throw new InvalidRequestException("more than %d targets".formatted(MOST_HOSTS));
            }
            hosts += target.hostCount();
            named.append(target);
            places[free] = named.size();
            if (2 * named.size() > places.length) {
                enlarge();
            }
        }
    }

    /** Returns the free place for a target; -1 if it is there already. */
    private int find(Target target) {
        int at = start(target);
        while (places[at] != 0) {
            if (named.get(places[at] - 1).equals(target)) {
                return -1;
            }
            at = at + 1 & places.length - 1;
        }
        return at;
    }

    private int start(Target target) {
        int hash = target.hashCode() * 0x9E3779B9;
        return (hash ^ hash >>> Short.SIZE) & places.length - 1;
    }

    private void enlarge() {
        places = new int[2 * places.length];
        for (int i = 0; i < named.size(); i++) {
            places[find(named.get(i))] = i + 1;
        }
    }

    List<Target> list() {
        return named.copy();
    }
}
