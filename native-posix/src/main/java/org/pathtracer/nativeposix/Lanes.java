// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import org.pathtracer.SystemCallException;
import org.pathtracer.spi.Probe;

/** Which channel a probe leaves through; opens them when first needed. */
public interface Lanes {
    /**
     * Puts a probe where it will leave in the next round.
     *
     * @throws SystemCallException if there is no way for it
     */
    void add(Probe probe);

    /** Nobody waits for a probe any more. */
    void cancel(int id);
}
