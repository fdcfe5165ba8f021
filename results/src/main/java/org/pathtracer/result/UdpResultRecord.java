// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.service.Contact;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.UdpResult;

/** The facts of a {@link UdpResult}. */
public record UdpResultRecord(
        Contact contact, Optional<Duration> rtt, int answerBytes, String answer, Optional<ServiceFailure> failure)
        implements UdpResult {
    /** Takes no null. */
    public UdpResultRecord {
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
