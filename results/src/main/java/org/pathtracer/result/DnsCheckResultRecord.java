// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.Objects;
import java.util.Optional;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.service.Contact;
import org.pathtracer.service.DnsCheckResult;
import org.pathtracer.service.ServiceFailure;

/** The facts of a {@link DnsCheckResult}. */
public record DnsCheckResultRecord(Contact contact, Optional<DnsAnswer> answer, Optional<ServiceFailure> failure)
        implements DnsCheckResult {
    /** Takes no null. */
    public DnsCheckResultRecord {
        Objects.requireNonNull(contact, "contact");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(failure, "failure");
    }

    @Override
    public boolean answered() {
        return answer.isPresent();
    }
}
