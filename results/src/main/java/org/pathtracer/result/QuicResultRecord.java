// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.service.Contact;
import org.pathtracer.service.QuicResult;
import org.pathtracer.service.ServiceFailure;

/** The facts of a {@link QuicResult}. */
public record QuicResultRecord(
        Contact contact, Optional<Duration> rtt, List<String> versions, Optional<ServiceFailure> failure)
        implements QuicResult {
    /** Copies the list. */
    public QuicResultRecord {
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
