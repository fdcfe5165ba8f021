// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.bufferbloat.LoadFailure;

/**
 * What a load generator has done so far.
 *
 * @param ready whether the server's document is there, so that load can begin
 * @param failure why there can be no load, or why none of a direction's connections is left; empty if all is well
 * @param bytesDown content of the load that arrived
 * @param bytesUp content of the load that left
 * @param connectionsDown connections that carry load towards this host at this moment
 * @param connectionsUp the same towards the server
 * @param requestBytes about how many bytes the measured requests took, handshakes included
 * @param outstanding requests that have not ended
 * @param times of requests that have ended since the last report
 * @since 0.1.0
 */
public record LoadReport(
        boolean ready,
        Optional<LoadFailure> failure,
        long bytesDown,
        long bytesUp,
        int connectionsDown,
        int connectionsUp,
        long requestBytes,
        int outstanding,
        List<RequestTimes> times) {
    /** Copies the list. */
    public LoadReport {
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(times, "times");
        times = List.copyOf(times);
    }
}
