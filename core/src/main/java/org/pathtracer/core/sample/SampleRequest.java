// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.sample;

import java.util.List;
import java.util.Objects;
import org.pathtracer.TraceRequest;

/**
 * What to sample.
 *
 * @param probes says how the probes look, the target, the longest wait for an answer and the deadline
 * @param series what to send
 */
public record SampleRequest(TraceRequest probes, List<Series> series) {
    /** Copies the list. */
    public SampleRequest {
        Objects.requireNonNull(probes, "probes");
        series = List.copyOf(series);
    }

    /** Returns the number of packets that it sends. */
    public int packets() {
        return series.stream().mapToInt(Series::count).sum();
    }
}
