// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

import org.pathtracer.annotation.NotForImplementation;

/**
 * Two vertices that at least one flow was seen to pass, one behind the other.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface MultipathEdge {
    /** Returns the {@link MultipathVertex#id} of the one nearer to this host. */
    int from();

    /**
     * Returns the {@link MultipathVertex#id} of the other, whose TTL is higher: by one, unless silent hops were merged.
     */
    int to();
}
