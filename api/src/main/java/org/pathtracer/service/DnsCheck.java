// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.Objects;
import org.pathtracer.dns.RecordType;

/**
 * A check whether a name server answers a question. Every answer counts, also that a name does not exist.
 *
 * @param target the server
 * @param type the type of the records to ask for
 * @param name the name to ask about
 * @since 0.1.0
 */
public record DnsCheck(ServiceTarget target, RecordType type, String name) implements ServiceCheck<DnsCheckResult> {
    /** Takes no null. */
    public DnsCheck {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(name, "name");
    }

    /** Returns a check that asks for the name servers of the root, which every server knows. */
    public static DnsCheck of(String host) {
        return new DnsCheck(ServiceTarget.of(host, 53), RecordType.NS, ".");
    }
}
