// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.pathtracer.Protocol;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.Place;
import org.pathtracer.diagnosis.PlaceSegment;

/** What findings say to people. */
final class Words {
    private Words() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String address(InetAddress address) {
        return CanonicalAddress.of(address);
    }

    static String channel(Leg.Channel channel) {
        return channel.protocol() == Protocol.ICMP ? "ICMP" : channel.protocol() + " port " + channel.port();
    }

    static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }

    static String percent(double ratio) {
        return String.format(Locale.ROOT, ratio > 0 && ratio < 0.1 ? "%.1f %%" : "%.0f %%", 100 * ratio);
    }

    /** Where a finding is, as it follows a verb. */
    static String where(Place place) {
        Optional<String> address = place.address().map(Words::address);
        if (address.isPresent()) {
            return "at " + address.get()
                    + (place.ttl().isPresent() ? " (hop " + place.ttl().getAsInt() + ")" : "");
        } else if (place.from().isPresent() && place.to().isPresent()) {
            return "between %s and %s%s"
                    .formatted(address(place.from().get()), address(place.to().get()), network(place));
        } else if (place.from().isPresent()) {
            return "behind " + address(place.from().get()) + network(place);
        } else if (place.to().isPresent()) {
            return "between this host and %s%s".formatted(address(place.to().get()), network(place));
        }
        return network(place).strip();
    }

    private static String network(Place place) {
        return switch (place.segment()) {
            case HOST -> " on this host";
            case LAN -> " in the local network";
            case VPN -> " in the VPN";
            case ISP -> " in your provider's network";
            case TRANSIT -> " in a network on the way";
            case DESTINATION -> " in the target's network";
            case RESOLVER -> " at the name server";
            case SERVICE -> " at the service";
            case UNKNOWN -> "";
        };
    }

    static String sentence(FindingKind kind, Place place, String target) {
        String where = where(place);
        return switch (kind) {
            case NO_LINK -> "This host is not connected: no interface has a carrier and an address";
            case NO_DEFAULT_ROUTE -> "This host has no route to the target";
            case GATEWAY_SILENT -> "The gateway does not answer, and nothing passes it, " + where;
            case LOCAL_LOSS -> "The local link loses packets " + where;
            case LOCAL_DELAY -> "The local link delays packets by varying times " + where;
            case RESOLVER_DEAD -> "The name server does not answer " + where;
            case RESOLVER_SLOW -> "The name server is slow to answer " + where;
            case RESOLVER_LYING -> "The name server gives a wrong answer " + where;
            case NAME_UNKNOWN -> "The name of " + target + " does not exist";
            case LINK_LOSS -> "Loss begins " + where;
            case QUEUE -> "Packets wait in a queue " + where;
            case BAD_BRANCH -> "One of the ways behind a load balancer loses packets " + where;
            case LOOP -> "Packets go round in a loop " + where;
            case BLACK_HOLE -> "Packets vanish behind the router " + where;
            case UNREACHABLE -> "A router reports that it has no way to the target " + where;
            case PROHIBITED -> "A router forbids the way to the target " + where;
            case PORT_CLOSED -> "The target is there, but refuses the port " + where;
            case FILTERED -> "A filter drops these packets without a word " + where;
            case HOST_DOWN -> "The target does not answer, while the way to its network is open";
            case MTU_BLACK_HOLE -> "Large packets vanish without a word " + where;
            case FAMILY_BROKEN -> "One address family does not work " + where;
            case TLS -> "The TLS connection can't be trusted or made " + where;
            case SERVICE_SLOW -> "The service itself is slow, while the path is fast";
            case SERVICE_FAILING -> "The service itself fails, while the path works";
            case PORTAL -> "Something on the way answers in the place of the service " + where;
            case FLAPPING -> "The route changes while it is measured " + where;
            case CARRIER_NAT -> "The provider translates addresses " + where;
            case VPN -> "Packets leave through a VPN";
            case ASYMMETRIC -> "The way back has another length than the way there " + where;
            case HEADER_CHANGED -> "Header fields are changed on the way " + where;
            case RATE_LIMITED -> "Answers are limited, which is no loss, " + where;
        };
    }

    static String advice(FindingKind kind, Place place) {
        return switch (kind) {
            case NO_LINK ->
                "Plug in the cable or join the wireless network, and see that an address is assigned (DHCP).";
            case NO_DEFAULT_ROUTE -> "Renew the address (DHCP), or add a default route through the router.";
            case GATEWAY_SILENT -> "Restart or check the router, and the cable or wireless link to it.";
            case LOCAL_LOSS, LOCAL_DELAY ->
                "Look at the local link: change cable, port or wireless channel, come nearer, or stop what fills it.";
            case RESOLVER_DEAD, RESOLVER_SLOW -> "Configure another name server, or tell the operator of this one.";
            case RESOLVER_LYING ->
                "Compare with a name server that you trust, and remove this one or ask its operator why it answers so.";
            case NAME_UNKNOWN ->
                "Check the spelling of the name; if it is yours, check its records and its registration.";
            case LINK_LOSS, QUEUE, BAD_BRANCH, BLACK_HOLE, LOOP, FLAPPING ->
                "Send this evidence to " + operator(place) + ".";
            case UNREACHABLE -> "Check the address; if it is right, ask " + operator(place) + ".";
            case PROHIBITED -> "Ask " + operator(place) + " to allow it, if it should be.";
            case PORT_CLOSED -> "Start the service, or check which port and address it listens on.";
            case FILTERED -> "Ask " + operator(place) + " whether a firewall may let this port pass.";
            case HOST_DOWN -> "See whether the target runs, and whether a filter before it drops everything.";
            case MTU_BLACK_HOLE ->
                "Ask " + operator(place)
                        + " to let \"fragmentation needed\" pass; until then lower the MTU or clamp the MSS.";
            case FAMILY_BROKEN ->
                "Use the other family until " + operator(place) + " has repaired it; applications wait for it in vain.";
            case TLS -> "Ask the operator of the service to renew or correct its certificate and TLS settings.";
            case SERVICE_SLOW, SERVICE_FAILING -> "Ask the operator of the service, and not of the network.";
            case PORTAL -> "Open a web page and log in to this network, or use another network.";
            case CARRIER_NAT -> "Nothing to do, unless others must connect to this host.";
            case VPN -> "Nothing to do; what is found holds for the way through the VPN.";
            case ASYMMETRIC, HEADER_CHANGED, RATE_LIMITED -> "Nothing to do.";
        };
    }

    private static String operator(Place place) {
        if (place.segment() == PlaceSegment.ISP) {
            return "your provider";
        } else if (place.segment() == PlaceSegment.LAN || place.segment() == PlaceSegment.HOST) {
            return "the administrator of the local network";
        } else if (place.segment() == PlaceSegment.DESTINATION || place.segment() == PlaceSegment.SERVICE) {
            return "the operator of the target";
        }
        return "the operator of the network there (a whois query for its address names it)";
    }
}
