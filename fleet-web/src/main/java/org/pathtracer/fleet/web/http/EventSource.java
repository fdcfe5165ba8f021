// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.http;

import java.util.Optional;

/** Events with numbers from 0 on. Thread-safe. */
public interface EventSource {
    /**
     * Returns an event as server-sent events have it; empty if there is none yet.
     *
     * @param number of the event
     */
    Optional<byte[]> event(long number);

    /** Returns whether there will be no event with this number. */
    boolean endsBefore(long number);
}
