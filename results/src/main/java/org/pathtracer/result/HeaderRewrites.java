// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.pathtracer.Hop;
import org.pathtracer.probe.HeaderField;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.probe.QuotedPacket;
import org.pathtracer.trace.HeaderRewrite;

/** Finds out from the quotes of a trace where on the path each header field was first seen changed. */
final class HeaderRewrites {
    private final Map<HeaderField, HeaderRewrite> found = new EnumMap<>(HeaderField.class);
    private final Map<HeaderField, Integer> unchangedAt = new EnumMap<>(HeaderField.class);

    private HeaderRewrites() {}

    static List<HeaderRewrite> in(List<Hop> hops) {
        HeaderRewrites rewrites = new HeaderRewrites();
        hops.forEach(rewrites::add);
        return new ArrayList<>(rewrites.found.values());
    }

    private void add(Hop hop) {
        List<ProbeOutcome.IcmpError> errors = hop.probes().stream()
                .map(ProbeResult::outcome)
                .filter(ProbeOutcome.IcmpError.class::isInstance)
                .map(ProbeOutcome.IcmpError.class::cast)
                .toList();
        for (ProbeOutcome.IcmpError error : errors) {
            InetAddress address = error.reception().address();
            error.quoted()
                    .changes()
                    .forEach(change -> found.computeIfAbsent(
                            change.field(), field -> new HeaderRewrite(change, hop.ttl(), address, unchanged(field))));
        }
        for (ProbeOutcome.IcmpError error : errors) {
            for (HeaderField field : HeaderField.values()) {
                if (showsUnchanged(error.quoted(), field)) {
                    unchangedAt.put(field, hop.ttl());
                }
            }
        }
    }

    private static boolean showsUnchanged(QuotedPacket quoted, HeaderField field) {
        return shows(quoted, field) && quoted.changes().stream().noneMatch(change -> change.field() == field);
    }

    private static boolean shows(QuotedPacket quoted, HeaderField field) {
        return switch (field) {
            case CHECKSUM -> quoted.checksumChanged().isPresent();
            case DSCP, ECN -> quoted.trafficClass().isPresent();
            case LENGTH -> quoted.length().isPresent();
            // A transport that shows the TTL shows the whole quoted header, and the 8 bytes behind it (RFC 792).
            case SOURCE_ADDRESS, DESTINATION_ADDRESS, SOURCE_PORT, DESTINATION_PORT, IDENTIFICATION, TTL, FLOW_LABEL ->
                quoted.ttl().isPresent();
        };
    }

    private OptionalInt unchanged(HeaderField field) {
        Integer ttl = unchangedAt.get(field);
        return ttl == null ? OptionalInt.empty() : OptionalInt.of(ttl);
    }
}
