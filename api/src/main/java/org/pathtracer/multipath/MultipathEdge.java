// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

/**
 * Two vertices that at least one flow was seen to pass, one behind the other.
 *
 * @param from {@link MultipathVertex#id} of the one nearer to this host
 * @param to of the other, whose TTL is higher: by one, unless silent hops were merged
 * @since 0.1.0
 */
public record MultipathEdge(int from, int to) {}
