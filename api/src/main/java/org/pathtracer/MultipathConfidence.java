// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * How sure a discovery is that nothing was missed, computed from what was found and what was sent. Both hold for load
 * balancers that spread flows evenly.
 *
 * @param perNode the lowest chance, over all places where a path could branch, that this place was found completely
 *     (0.0 to 1.0)
 * @param graph chance that a graph like the one found, with its branches and one more of two ways at each TTL that
 *     showed none, is found completely (0.0 to 1.0)
 */
public record MultipathConfidence(double perNode, double graph) {}
