// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.util.List;

/**
 * From a time on, a node sends everything for others to these neighbours, wherever its links lead.
 *
 * @param fromNanos since the network's start
 * @param node whose route it is
 * @param via next hops, shared as its {@link Balancing} says
 * @since 0.1.0
 */
public record Route(long fromNanos, String node, List<String> via) {
    /** Copies the list. */
    public Route {
        via = List.copyOf(via);
    }
}
