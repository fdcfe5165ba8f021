// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.util.Set;

/**
 * What an address translator changes in packets that it forwards. Answers to them get back through it, and it alone
 * knows the way.
 *
 * @param rewrites what is changed
 * @param quotes what it does to the quotes in ICMP errors that go back
 * @since 0.1.0
 */
public record Translation(Set<Rewrite> rewrites, Quotes quotes) {
    /** A header field that is changed. */
    public enum Rewrite {
        /** The source address becomes the translator's own. */
        SOURCE,
        /** The source port, or the identifier of an ICMP echo. */
        PORTS,
        /** The checksum of the ICMP, UDP or TCP header, beyond what the other changes call for. */
        CHECKSUM,
        /** The IPv4 identification. */
        IDENTIFICATION
    }

    /** What becomes of the packet that an ICMP error quotes. */
    public enum Quotes {
        /** It is as it was before: the translator does not show. */
        RESTORED,
        /** Addresses and ports are as before, the checksum is not. */
        CHECKSUM_LEFT,
        /** It stays as it is, with the translator's address and port. */
        LEFT
    }

    /** Copies the set. */
    public Translation {
        rewrites = Set.copyOf(rewrites);
    }

    /** Whether it rewrites this. */
    public boolean rewrites(Rewrite field) {
        return rewrites.contains(field);
    }
}
