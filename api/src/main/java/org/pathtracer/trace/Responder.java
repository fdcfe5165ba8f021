// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.trace;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.IpPrefix;
import org.pathtracer.enrich.Segment;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.statistics.Statistics;

/**
 * One address that answered at a hop.
 *
 * @param address the address
 * @param statistics round-trip times of its answers; {@code sent} is the number of probes that it answered
 * @param replyTtl TTL or hop limit of its first answer as it arrived, where the transport sees it
 * @param extensions what it appended to its ICMP errors, each different object once, in the order in which they came
 * @param info who it is, as far as that was asked for and found out
 * @since 0.1.0
 */
public record Responder(
        InetAddress address,
        Statistics statistics,
        OptionalInt replyTtl,
        List<IcmpExtension> extensions,
        AddressInfo info) {
    /** Copies the list. */
    public Responder {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(statistics, "statistics");
        Objects.requireNonNull(replyTtl, "replyTtl");
        Objects.requireNonNull(extensions, "extensions");
        Objects.requireNonNull(info, "info");
        extensions = List.copyOf(extensions);
    }

    /** One of whom nothing else is known. */
    public Responder(InetAddress address, Statistics statistics, OptionalInt replyTtl, List<IcmpExtension> extensions) {
        this(address, statistics, replyTtl, extensions, AddressInfo.NONE);
    }

    /** See {@link AddressInfo#hostname}. */
    public Optional<String> hostname() {
        return info.hostname();
    }

    /** See {@link AddressInfo#asn}. */
    public Optional<Long> asn() {
        return info.asn();
    }

    /** See {@link AddressInfo#asName}. */
    public Optional<String> asName() {
        return info.asName();
    }

    /** See {@link AddressInfo#prefix}. */
    public Optional<IpPrefix> prefix() {
        return info.prefix();
    }

    /** See {@link AddressInfo#country}. */
    public Optional<String> country() {
        return info.country();
    }

    /** The part of the path it is in. */
    public Optional<Segment> segment() {
        return info.segment();
    }

    /** The labels of its first MPLS label stack, outermost first; empty if it showed none. */
    public List<MplsLabel> mplsLabels() {
        return extensions.stream()
                .filter(IcmpExtension.MplsLabelStack.class::isInstance)
                .findFirst()
                .map(stack -> ((IcmpExtension.MplsLabelStack) stack).labels())
                .orElse(List.of());
    }

    /**
     * Estimated number of hops on the way back: the distance of {@link #replyTtl} to the next usual initial TTL (32,
     * 64, 128, 255), plus one. An estimate, since a system may start from any value.
     */
    public OptionalInt returnHops() {
        if (replyTtl.isEmpty()) {
            return OptionalInt.empty();
        }
        int ttl = replyTtl.getAsInt();
        int initial = ttl <= 32 ? 32 : ttl <= 64 ? 64 : ttl <= 128 ? 128 : 255;
        return OptionalInt.of(initial - ttl + 1);
    }
}
