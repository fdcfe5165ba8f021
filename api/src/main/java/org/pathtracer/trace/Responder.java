// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.trace;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.IpPrefix;
import org.pathtracer.enrich.Segment;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.statistics.Statistics;

/**
 * One address that answered at a hop.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface Responder {
    /** Returns the address. */
    InetAddress address();

    /** Returns the round-trip times of its answers; {@code sent} is the number of probes that it answered. */
    Statistics statistics();

    /** Returns the TTL or hop limit of its first answer as it arrived, where the transport sees it. */
    OptionalInt replyTtl();

    /** Returns what it appended to its ICMP errors, each different object once, in the order in which they came. */
    List<IcmpExtension> extensions();

    /** Returns what is known of the address, as far as that was asked for and found out. */
    AddressInfo info();

    /** See {@link AddressInfo#hostname}. */
    Optional<String> hostname();

    /** See {@link AddressInfo#asn}. */
    Optional<Long> asn();

    /** See {@link AddressInfo#asName}. */
    Optional<String> asName();

    /** See {@link AddressInfo#prefix}. */
    Optional<IpPrefix> prefix();

    /** See {@link AddressInfo#country}. */
    Optional<String> country();

    /** Returns the part of the path it is in. */
    Optional<Segment> segment();

    /** Returns the labels of its first MPLS label stack, outermost first; empty if it showed none. */
    List<MplsLabel> mplsLabels();

    /**
     * Returns the estimated number of hops on the way back: the distance of {@link #replyTtl} to the next usual initial
     * TTL (32, 64, 128, 255), plus one. An estimate, since a system may start from any value.
     */
    OptionalInt returnHops();
}
