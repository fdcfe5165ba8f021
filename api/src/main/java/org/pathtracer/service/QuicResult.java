// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;

/**
 * What came of a {@link QuicCheck}.
 *
 * @since 0.1.0
 */
@NotForImplementation
public non-sealed interface QuicResult extends ServiceResult {
    /** Returns the time from the last question to the answer; empty without one. */
    Optional<Duration> rtt();

    /**
     * Returns what the server speaks, in its order: {@code v1}, {@code v2}, {@code draft-29}, or hex digits; without
     * those that are reserved.
     */
    List<String> versions();
}
