// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

/** Two vertices that at least one flow was seen to pass, one behind the other. */
public interface MultipathEdge {
    /** Returns the {@link MultipathVertex#id} of the one nearer to this host. */
    int from();

    /**
     * Returns the {@link MultipathVertex#id} of the other, whose TTL is higher: by one, unless silent hops were merged.
     */
    int to();
}
