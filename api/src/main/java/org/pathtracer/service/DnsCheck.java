// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.Objects;
import org.pathtracer.dns.RecordType;

/**
 * Whether a name server answers a question: any answer counts, also that there is no such name.
 *
 * @param target the server
 * @param type what to ask for
 * @param name whose
 * @since 0.1.0
 */
public record DnsCheck(ServiceTarget target, RecordType type, String name) implements ServiceCheck<DnsCheckResult> {
    /** Takes no null. */
    public DnsCheck {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(name, "name");
    }

    /** Asks for the name servers of the root, which every server knows. */
    public static DnsCheck of(String host) {
        return new DnsCheck(ServiceTarget.of(host, 53), RecordType.NS, ".");
    }
}
