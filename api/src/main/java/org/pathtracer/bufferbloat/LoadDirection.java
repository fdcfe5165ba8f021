// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

/**
 * Returns the direction of the load.
 *
 * @since 0.1.0
 */
public enum LoadDirection {
    /** From the server to this host. */
    DOWN,
    /** From this host to the server. */
    UP,
    /** Both ways, at once or one after the other. */
    BOTH;

    /** Whether load that goes this way includes the other one. */
    public boolean includes(LoadDirection other) {
        return this == BOTH || this == other;
    }
}
