// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.Place;

/**
 * Kinds and places of findings in a few words.
 *
 * @since 0.1.0
 */
public final class FindingText {
    private FindingText() {}

    /** Returns a kind, such as {@code loss on a link}. */
    public static String of(FindingKind kind) {
        return switch (kind) {
            case NO_LINK -> "not connected";
            case NO_DEFAULT_ROUTE -> "no default route";
            case GATEWAY_SILENT -> "silent gateway";
            case LOCAL_LOSS -> "loss on the local link";
            case LOCAL_DELAY -> "delay on the local link";
            case RESOLVER_DEAD -> "silent name server";
            case RESOLVER_SLOW -> "slow name server";
            case RESOLVER_LYING -> "wrong name server";
            case NAME_UNKNOWN -> "unknown name";
            case LINK_LOSS -> "loss on a link";
            case QUEUE -> "queue";
            case BAD_BRANCH -> "bad parallel path";
            case LOOP -> "loop";
            case BLACK_HOLE -> "packets vanish";
            case UNREACHABLE -> "no route to the target";
            case PROHIBITED -> "forbidden by a rule";
            case PORT_CLOSED -> "port closed";
            case FILTERED -> "dropped by a filter";
            case HOST_DOWN -> "target down";
            case MTU_BLACK_HOLE -> "large packets vanish";
            case FAMILY_BROKEN -> "one address family fails";
            case TLS -> "TLS fails";
            case SERVICE_SLOW -> "slow service";
            case SERVICE_FAILING -> "failing service";
            case PORTAL -> "login page or proxy";
            case FLAPPING -> "changing route";
            case CARRIER_NAT -> "carrier NAT";
            case VPN -> "VPN";
            case ASYMMETRIC -> "another way back";
            case HEADER_CHANGED -> "changed header";
            case RATE_LIMITED -> "limited answers";
        };
    }

    /** Returns a place with a blank before it; empty if it has no address. */
    public static String place(Place place) {
        if (place.address().isPresent()) {
            return " at " + AddressText.of(place.address().get());
        } else if (place.from().isPresent() && place.to().isPresent()) {
            return " between %s and %s"
                    .formatted(
                            AddressText.of(place.from().get()),
                            AddressText.of(place.to().get()));
        } else if (place.to().isPresent()) {
            return " between this host and " + AddressText.of(place.to().get());
        }
        return place.from().map(from -> " behind " + AddressText.of(from)).orElse("");
    }
}
