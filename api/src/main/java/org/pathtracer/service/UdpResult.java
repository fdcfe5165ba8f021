// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.time.Duration;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;

/**
 * What came of a {@link UdpCheck}.
 *
 * @since 0.1.0
 */
@NotForImplementation
public non-sealed interface UdpResult extends ServiceResult {
    /** Returns the time from the last datagram that was sent to the answer; empty without one. */
    Optional<Duration> rtt();

    /** Returns the length of the answer. */
    int answerBytes();

    /** Returns the first 512 bytes of it, as hex digits. */
    String answer();
}
