// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import org.pathtracer.InvalidRequestException;
import org.pathtracer.testkit.topology.NetworkBuilder;
import org.pathtracer.testkit.topology.NetworkFault;

/**
 * Describes a network. Every setter checks its own values; {@link #build} checks that they make a network. Not
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class TopologyBuilder extends NetworkBuilder<TopologyBuilder> {
    TopologyBuilder() {}

    @Override
    protected TopologyBuilder self() {
        return this;
    }

    /**
     * The network.
     *
     * @throws InvalidRequestException with what is wrong, if this is no network in which probes and answers can travel
     */
    public Topology build() {
        try {
            return new Topology(network());
        } catch (NetworkFault e) {
            throw new InvalidRequestException(e.sentence());
        }
    }
}
