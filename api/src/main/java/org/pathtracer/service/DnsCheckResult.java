// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.Objects;
import java.util.Optional;
import org.pathtracer.dns.DnsAnswer;

/**
 * What came of a {@link DnsCheck}.
 *
 * @param contact whom it asked
 * @param answer what the server said; empty if nothing usable
 * @param failure what went wrong; empty if nothing did
 * @since 0.1.0
 */
public record DnsCheckResult(Contact contact, Optional<DnsAnswer> answer, Optional<ServiceFailure> failure)
        implements ServiceResult {
    /** Takes no null. */
    public DnsCheckResult {
        Objects.requireNonNull(contact, "contact");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(failure, "failure");
    }

    @Override
    public boolean answered() {
        return answer.isPresent();
    }
}
