// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.diagnosis;

/**
 * The part of the way from this host to the service that a finding is about.
 *
 * @since 0.1.0
 */
public enum PlaceSegment {
    /** This host itself. */
    HOST,
    /** The local network, up to the first router. */
    LAN,
    /** A tunnel that this host sends through. */
    VPN,
    /** The network of this host's access provider. */
    ISP,
    /** Networks between. */
    TRANSIT,
    /** The target, or its own network. */
    DESTINATION,
    /** A name server. */
    RESOLVER,
    /** The service at the target. */
    SERVICE,
    /** Not known. */
    UNKNOWN
}
