// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.dns;

/**
 * Types of records that can be asked for.
 *
 * @since 0.1.0
 */
public enum RecordType {
    /** IPv4 address (RFC 1035). */
    A(1),
    /** Authoritative name server (RFC 1035). */
    NS(2),
    /** The name that this one is an alias of (RFC 1035). */
    CNAME(5),
    /** The authority of a zone, and its times (RFC 1035). */
    SOA(6),
    /** The name that belongs to an address (RFC 1035). */
    PTR(12),
    /** The mail servers (RFC 1035). */
    MX(15),
    /** Text (RFC 1035). */
    TXT(16),
    /** IPv6 address (RFC 3596). */
    AAAA(28),
    /** Where a service runs (RFC 2782). */
    SRV(33),
    /** How to reach an HTTPS service (RFC 9460). */
    HTTPS(65),
    /** The authorities that may issue certificates (RFC 8659). */
    CAA(257);

    private final int number;

    RecordType(int number) {
        this.number = number;
    }

    /** As in the IANA registry of DNS parameters. */
    public int number() {
        return number;
    }
}
