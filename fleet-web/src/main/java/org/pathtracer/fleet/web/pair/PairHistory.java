// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.pair;

import java.util.List;
import java.util.Optional;
import org.pathtracer.TraceResult;

/** What is known of pairs. Thread-safe. */
public interface PairHistory {
    /** Returns the newest figures of each pair. */
    List<PairFigures> newest();

    /** Returns the figures of a pair, the oldest first. */
    List<PairFigures> series(String from, String to);

    /** Returns the newest trace of a pair. */
    Optional<TraceResult> path(String from, String to);
}
