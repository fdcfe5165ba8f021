// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.util.concurrent.CompletableFuture;
import org.pathtracer.PathTracer;
import org.pathtracer.exporter.metric.Series;

/** What is done again and again for one target. One at a time. */
public interface Round {
    /** Makes the series appear with their first values, so that the first scrape has them. */
    void prepare(Series series);

    /**
     * Begins a round, without waiting. The figures are in the series when the future is complete.
     *
     * @return whether the target answered; cancelling it cancels the round
     */
    CompletableFuture<Boolean> start(PathTracer tracer, Series series);
}
