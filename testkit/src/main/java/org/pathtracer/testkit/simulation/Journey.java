// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.pathtracer.testkit.topology.Direction;

/** What becomes of one packet that leaves the source, of its copies, and of the answers back. */
final class Journey {
    /** Links that a packet and its copies take at most: routers that leave the TTL alone may send it round for ever. */
    private static final int MOST_STEPS = 10_000;

    final Simulator network;
    final SplittableRandom random;
    private final List<Fate> fates;
    /** What is on its way, in order; not the call stack, which is too small for long ways. */
    private @Nullable Leg next;

    /** What else is, if a link duplicates. */
    private @Nullable ArrayDeque<Leg> others;

    private int steps;

    Journey(Simulator network, SplittableRandom random, List<Fate> fates) {
        this.network = network;
        this.random = random;
        this.fates = fates;
    }

    /** Until nothing is on its way any more. */
    void run() {
        Leg leg;
        while ((leg = next) != null) {
            next = others == null ? null : others.poll();
            leg.arrive();
        }
    }

    private void add(Leg leg) {
        if (next == null) {
            next = leg;
            return;
        }
        if (others == null) {
            others = new ArrayDeque<>();
        }
        others.add(leg);
    }

    /** Over a link. A copy, if there is one, goes its own way from there. */
    void cross(Passage way, Site from, Leg leg) {
        Direction direction = way.direction;
        if (tooFar(from) || lost(way, from)) {
            return;
        }
        if (happens(direction.duplication())) {
            Leg copy = leg.copy();
            copy.delay(transit(direction));
            add(copy);
        }
        leg.delay(way.waiting(network.seed, leg.at()) + transit(direction));
        add(leg);
    }

    private long transit(Direction direction) {
        long held = happens(direction.holding()) ? direction.holdingNanos() : 0;
        return direction.delayNanos() + upTo(direction.jitterNanos()) + held;
    }

    long upTo(long most) {
        return most == 0 ? 0 : random.nextLong(most + 1);
    }

    private boolean happens(double share) {
        return share > 0 && random.nextDouble() < share;
    }

    private boolean tooFar(Site site) {
        boolean far = ++steps > MOST_STEPS;
        if (far) {
            lose(site, "it and its copies took more than %d links".formatted(MOST_STEPS));
        }
        return far;
    }

    private boolean lost(Passage way, Site site) {
        boolean lost = way.loses(random);
        if (lost) {
            lose(site, "a link lost it");
        }
        return lost;
    }

    void lose(Site where, String why) {
        ends(new Fate.Lost(where.node.name(), why));
    }

    void ends(Fate fate) {
        fates.add(fate);
    }
}
