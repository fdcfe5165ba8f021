// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.IpPrefix;
import org.pathtracer.enrich.Segment;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.trace.Responder;

/** The facts of a {@link Responder}. */
public record ResponderRecord(
        InetAddress address,
        Statistics statistics,
        OptionalInt replyTtl,
        List<IcmpExtension> extensions,
        AddressInfo info)
        implements Responder {
    /** Copies the list. */
    public ResponderRecord {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(statistics, "statistics");
        Objects.requireNonNull(replyTtl, "replyTtl");
        Objects.requireNonNull(extensions, "extensions");
        Objects.requireNonNull(info, "info");
        extensions = List.copyOf(extensions);
    }

    /** One of which nothing else is known. */
    public ResponderRecord(
            InetAddress address, Statistics statistics, OptionalInt replyTtl, List<IcmpExtension> extensions) {
        this(address, statistics, replyTtl, extensions, AddressInfoRecord.NONE);
    }

    @Override
    public Optional<String> hostname() {
        return info.hostname();
    }

    @Override
    public Optional<Long> asn() {
        return info.asn();
    }

    @Override
    public Optional<String> asName() {
        return info.asName();
    }

    @Override
    public Optional<IpPrefix> prefix() {
        return info.prefix();
    }

    @Override
    public Optional<String> country() {
        return info.country();
    }

    @Override
    public Optional<Segment> segment() {
        return info.segment();
    }

    @Override
    public List<MplsLabel> mplsLabels() {
        return labels(extensions);
    }

    /** Returns the labels of the first MPLS label stack among extensions, if there is one. */
    public static List<MplsLabel> labels(List<IcmpExtension> extensions) {
        return extensions.stream()
                .filter(IcmpExtension.MplsLabelStack.class::isInstance)
                .findFirst()
                .map(stack -> ((IcmpExtension.MplsLabelStack) stack).labels())
                .orElse(List.of());
    }

    @Override
    public OptionalInt returnHops() {
        if (replyTtl.isEmpty()) {
            return OptionalInt.empty();
        }
        int ttl = replyTtl.getAsInt();
        int initial = ttl <= 32 ? 32 : ttl <= 64 ? 64 : ttl <= 128 ? 128 : 255;
        return OptionalInt.of(initial - ttl + 1);
    }

    @Override
    public String toString() {
        return CanonicalAddress.of(address)
                + statistics.min().map(min -> " " + Sentences.millis(min)).orElse("");
    }
}
