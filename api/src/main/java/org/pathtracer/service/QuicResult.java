// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a {@link QuicCheck}.
 *
 * @param contact whom it asked
 * @param rtt from the last question to the answer; empty without one
 * @param versions what the server speaks, in its order: {@code v1}, {@code v2}, {@code draft-29}, or hex digits;
 *     without those that are reserved
 * @param failure what went wrong; empty if nothing did
 * @since 0.1.0
 */
public record QuicResult(
        Contact contact, Optional<Duration> rtt, List<String> versions, Optional<ServiceFailure> failure)
        implements ServiceResult {
    /** Copies the list. */
    public QuicResult {
        Objects.requireNonNull(contact, "contact");
        Objects.requireNonNull(rtt, "rtt");
        Objects.requireNonNull(versions, "versions");
        Objects.requireNonNull(failure, "failure");
        versions = List.copyOf(versions);
    }

    @Override
    public boolean answered() {
        return rtt.isPresent();
    }
}
