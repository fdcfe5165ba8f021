// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathtracer.testkit.topology.Answering;
import org.pathtracer.testkit.topology.Node;
import org.pathtracer.testkit.topology.Route;

/** A node at work: with its links at hand, and the state that it has. */
final class Site {
    final int index;
    final Node node;
    /** Links that lead away from the source. */
    final List<Passage> outward = new ArrayList<>();
    /** Those, and the backward directions of others. */
    final List<Passage> all = new ArrayList<>();

    final List<TimedRoute> routes = new ArrayList<>();
    /** For each node, which of its links lead here; null until it is asked for. */
    @Nullable
    List<List<Passage>> waysHere;
    /** The ways of its answers; empty for the way that the probe came. */
    final List<List<Passage>> returnPaths = new ArrayList<>();
    /** The node that gets what is for this router; null for itself. */
    @Nullable
    Site redirect;

    final @Nullable IcmpBudget budget;

    /** Of all its answers, from wherever they leave. */
    private int identification;

    Site(int index, Node node) {
        this.index = index;
        this.node = node;
        // Somewhere, but the same in each run.
        identification = (int) Balancer.mix(index, node.name().hashCode());
        Answering answering = node.answering();
        budget =
                answering.errorsPerSecond() > 0 ? new IcmpBudget(answering.errorsPerSecond(), answering.burst()) : null;
    }

    /** Of the next answer. */
    int nextIdentification(Packet probe) {
        return switch (node.answering().identification()) {
            case COUNTED -> identification++ & 0xffff;
            case ZERO -> 0;
            case COPIED -> probe.identification;
            case RANDOM -> (int) Balancer.mix(identification++, index) & 0xffff;
        };
    }

    /** The way to a neighbour. The topology was checked: there is one. */
    Passage to(Site neighbour) {
        return all.stream()
                .filter(passage -> passage.to == neighbour)
                .findFirst()
                .orElseThrow();
    }

    /** A {@link Route}, ready for use. */
    record TimedRoute(long fromNanos, List<Passage> via) {}
}
