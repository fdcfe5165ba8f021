// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

/**
 * A field of a probe's headers that something on the way may change.
 *
 * @since 0.1.0
 */
public enum HeaderField {
    SOURCE_ADDRESS,
    DESTINATION_ADDRESS,
    SOURCE_PORT,
    DESTINATION_PORT,
    /** Of the ICMP, UDP or TCP header. */
    CHECKSUM,
    /** The IPv4 identification. */
    IDENTIFICATION,
    /** The IP packet's length. */
    LENGTH,
    /** Other than the 1 that a probe has left where its TTL ends (or 0, from routers that count first). */
    TTL,
    DSCP,
    ECN,
    /** Of IPv6. */
    FLOW_LABEL;

    /** Whether it is one of those that address translators change: addresses, ports, checksum, identification. */
    public boolean translated() {
        return switch (this) {
            case SOURCE_ADDRESS, DESTINATION_ADDRESS, SOURCE_PORT, DESTINATION_PORT, CHECKSUM, IDENTIFICATION -> true;
            case LENGTH, TTL, DSCP, ECN, FLOW_LABEL -> false;
        };
    }
}
