// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import org.pathtracer.InvalidRequestException;

/** The settings of a module, which hold for all its targets. */
public interface Settings {
    /**
     * Returns the rounds of a target.
     *
     * @throws InvalidRequestException if the host can't be one of this kind
     */
    Round round(String host);

    /** Returns whether such a round loads the network, so that no other of these may run beside it. */
    default boolean loads() {
        return false;
    }
}
