// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import org.pathtracer.SystemCallException;
import org.pathtracer.spi.Probe;

/** The sockets that probes leave by; opens each when it is first needed. */
public interface ProbeSockets {
    /**
     * Puts a probe where it will leave in the next round.
     *
     * @throws SystemCallException if no socket can send it
     */
    void add(Probe probe);

    /** Forgets a probe that is not awaited any more. */
    void cancel(int id);
}
