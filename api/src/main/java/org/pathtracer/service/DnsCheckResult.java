// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.dns.DnsAnswer;

/**
 * What came of a {@link DnsCheck}.
 *
 * @since 0.1.0
 */
@NotForImplementation
public non-sealed interface DnsCheckResult extends ServiceResult {
    /** Returns which service was asked, and how long it took. */
    Contact contact();

    /** Returns what the server said; empty if nothing usable. */
    Optional<DnsAnswer> answer();

    /** Returns what went wrong; empty if nothing did. */
    Optional<ServiceFailure> failure();
}
