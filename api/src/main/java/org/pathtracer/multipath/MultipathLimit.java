// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

/**
 * What limits what a discovery can say. Later versions may have more.
 *
 * @since 0.1.0
 */
public enum MultipathLimit {
    /** The deadline passed, or the discovery was cancelled. */
    ENDED_EARLY,
    /** All probes that the request allows were sent. */
    MAX_PROBES,
    /** The width that the request allows was found. */
    MAX_WIDTH,
    /** All flows that the request allows were used. */
    MAX_FLOWS,
    /** Probes could not leave this host. */
    SEND_FAILED,
    /** No probe was answered. */
    NO_ANSWER,
    /** The target did not answer. */
    UNREACHED,
    /** A TTL was not searched as the confidence wants, for want of answers. */
    UNSEARCHED,
    /** Whether flows always meet the same addresses could not be checked. */
    UNCHECKED,
    /** The route changed while it was discovered. */
    ROUTE_CHANGED,
    /** Packets of one flow go different ways, so edges can't be seen. */
    PER_PACKET,
    /** A balancer spreads flows unevenly, so addresses that get few may be missing. */
    UNEVEN,
    /** Routers bound their answers, so addresses may be missing. */
    RATE_LIMITED,
    /** Routers do not answer at all. */
    SILENT,
    /** Flows were not answered, as if lost. */
    LOSS,
    /** Something was taken for granted, to save probes. */
    ASSUMED,
    /** Which addresses belong to one router was not seen. */
    ALIASES,
    /** MDA took over from MDA-Lite, since paths cross. */
    ALGORITHM,
    /** Something else, which the sentence says. */
    OTHER
}
