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
    /** Returns what the server said; empty if nothing usable. */
    Optional<DnsAnswer> answer();
}
