// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.diagnosis;

/**
 * What a diagnosis can find. A later version may add kinds.
 *
 * @since 0.1.0
 */
public enum FindingKind {
    /** No interface of this host has a carrier and an address. */
    NO_LINK,
    /** This host has no way out of its own network. */
    NO_DEFAULT_ROUTE,
    /** The default gateway answers nothing, and nothing passes it. */
    GATEWAY_SILENT,
    /** The link to the first router loses packets. */
    LOCAL_LOSS,
    /** The link to the first router delays packets, by much or by varying times. */
    LOCAL_DELAY,
    /** A configured name server does not answer, or can't find out what it is asked. */
    RESOLVER_DEAD,
    /** A configured name server takes long to answer, also the second time. */
    RESOLVER_SLOW,
    /** A configured name server gives an answer that can't be true. */
    RESOLVER_LYING,
    /** The target's name does not exist, or has no address. */
    NAME_UNKNOWN,
    /** A link on the way loses packets. */
    LINK_LOSS,
    /** A queue at a hop delays packets by varying times. */
    QUEUE,
    /** One of several ways behind a load balancer loses packets, the others do not. */
    BAD_BRANCH,
    /** Packets go round in a circle. */
    LOOP,
    /** Packets vanish behind a hop without a word, or the answers of all that is behind it do. */
    BLACK_HOLE,
    /** A router reports that it knows no way to the target. */
    UNREACHABLE,
    /** A router reports that a rule forbids the way to the target. */
    PROHIBITED,
    /** The target refuses the port. */
    PORT_CLOSED,
    /** Packets to the port or of the protocol vanish, while others arrive. */
    FILTERED,
    /** The way to the target's network is open, and the target does not answer. */
    HOST_DOWN,
    /** Large packets vanish without the message that tells their sender of it. */
    MTU_BLACK_HOLE,
    /** Of two address families that target and host have, one does not work or is much slower. */
    FAMILY_BROKEN,
    /** The TLS handshake fails, or the certificate can't be trusted. */
    TLS,
    /** The service takes long to answer, while the path is fast. */
    SERVICE_SLOW,
    /** The service answers with an error, or breaks the connection off. */
    SERVICE_FAILING,
    /** Something on the way answers in the place of the service. */
    PORTAL,
    /** The route changed while it was measured. */
    FLAPPING,
    /** No fault: the provider translates addresses. */
    CARRIER_NAT,
    /** No fault: packets leave through a VPN. */
    VPN,
    /** No fault: the way back has another length than the way there. */
    ASYMMETRIC,
    /** No fault: header fields are changed on the way. */
    HEADER_CHANGED,
    /** No fault: a hop or the target limits its answers. */
    RATE_LIMITED
}
