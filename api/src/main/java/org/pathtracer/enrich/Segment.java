// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.enrich;

/**
 * The part of a path that a hop is in.
 *
 * @since 0.1.0
 */
public enum Segment {
    /** The local network. */
    LAN,
    /** A tunnel that this host sends through. */
    VPN,
    /** The network of this host's access provider. */
    ISP,
    /** Networks between. */
    TRANSIT,
    /** The target's own network. */
    DESTINATION,
    /** The hop is silent, and its neighbours do not determine the segment. */
    UNKNOWN
}
