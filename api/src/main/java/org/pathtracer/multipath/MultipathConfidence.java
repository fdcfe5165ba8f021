// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

import org.pathtracer.annotation.NotForImplementation;

/**
 * How sure a discovery is that nothing was missed, computed from what was found and what was sent. It holds for ways
 * that get an equal share of their balancer's flows, or {@code leastShare} of them or more. A way that gets less is
 * missed more often; see {@code MultipathRequest.Builder.leastShare}.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface MultipathConfidence {
    /**
     * Returns the lowest chance, over all places where a path could branch, that this place was found completely (0.0
     * to 1.0).
     */
    double perNode();

    /**
     * Returns the chance that a graph like the one found, with its branches and one more of two ways at each TTL that
     * showed none, is found completely (0.0 to 1.0).
     */
    double graph();

    /**
     * Returns the share of a balancer's flows down to which that holds: the one asked for, else the smallest that was
     * seen where shares differ; 1 if it holds for equal shares only.
     */
    double leastShare();
}
