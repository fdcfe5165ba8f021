// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a {@link UdpCheck}.
 *
 * @param contact whom it asked
 * @param rtt from the last datagram that was sent to the answer; empty without one
 * @param answerBytes length of the answer
 * @param answer the first 512 bytes of it, as hex digits
 * @param failure what went wrong; empty if nothing did
 * @since 0.1.0
 */
public record UdpResult(
        Contact contact, Optional<Duration> rtt, int answerBytes, String answer, Optional<ServiceFailure> failure)
        implements ServiceResult {
    /** Takes no null. */
    public UdpResult {
        Objects.requireNonNull(contact, "contact");
        Objects.requireNonNull(rtt, "rtt");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(failure, "failure");
    }

    @Override
    public boolean answered() {
        return rtt.isPresent();
    }
}
