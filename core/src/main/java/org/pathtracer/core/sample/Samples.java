// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.sample;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.result.RunRecord;

/**
 * What came of a {@link SampleRequest}.
 *
 * @param target the address
 * @param run its facts
 * @param all the probes that left, in the order in which they did
 * @param sendFailure why the first of those that could not leave could not; empty if all could
 */
public record Samples(InetAddress target, RunRecord run, List<Sample> all, Optional<String> sendFailure) {
    /** Copies the list. */
    public Samples {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(sendFailure, "sendFailure");
        all = List.copyOf(all);
    }
}
