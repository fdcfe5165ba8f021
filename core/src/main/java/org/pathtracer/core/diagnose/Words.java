// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.DiagnoseRequest;
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

    /** A sentence within another one, which begins with a small letter, unless with a name such as IPv6. */
    static String within(String sentence) {
        return Character.isLowerCase(sentence.charAt(1))
                ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1)
                : sentence;
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }

    static String percent(double ratio) {
        return String.format(Locale.ROOT, ratio > 0 && ratio < 0.01 ? "%.1f %%" : "%.0f %%", 100 * ratio);
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

    /** What is wrong, for a reader who knows no more of networks than that they have routers. */
    static String sentence(FindingKind kind, Place place, String target) {
        String where = where(place);
        return switch (kind) {
            case NO_LINK -> "This host is not connected: no network interface is up with an address";
            case NO_DEFAULT_ROUTE -> "This host has no route to the target, and no default route";
            case GATEWAY_SILENT -> "The gateway" + name(place) + " does not answer, and nothing gets past it";
            case LOCAL_LOSS -> "The local link loses packets " + where;
            case LOCAL_DELAY -> "The local link delays packets, by times that vary, " + where;
            case RESOLVER_DEAD -> "The name server" + name(place) + " does not answer";
            case RESOLVER_SLOW -> "The name server" + name(place) + " is slow to answer";
            case RESOLVER_LYING -> "The name server" + name(place) + " gives a wrong answer";
            case NAME_UNKNOWN -> "The name %s does not exist, or has no address".formatted(host(target));
            case LINK_LOSS -> "Loss begins " + where;
            case QUEUE -> "Packets wait in a queue " + where;
            case BAD_BRANCH ->
                "One of several parallel paths loses packets%s, the others do not"
                        .formatted(where.isEmpty() ? "" : " " + where);
            case LOOP -> "Packets go round in a circle " + where;
            case BLACK_HOLE -> "Packets vanish behind the router" + name(place) + ", and no error message tells why";
            case UNREACHABLE -> "The router" + name(place) + " reports that it has no route to the target";
            case PROHIBITED -> "The router" + name(place) + " reports that a rule forbids this traffic";
            case PORT_CLOSED -> "The target" + name(place) + " answers, but refuses the port: no service listens there";
            case FILTERED -> "A filter drops these packets without an answer " + where;
            case HOST_DOWN -> "The target" + name(place) + " does not answer, although the path to its network works";
            case MTU_BLACK_HOLE ->
                "Large packets vanish %s, and no error message says that they are too large".formatted(where);
            case FAMILY_BROKEN -> family(place) + " fails, or is much slower than the other address family, " + where;
            case TLS -> "The encrypted connection (TLS) fails or can't be trusted " + where;
            case SERVICE_SLOW -> "The service is slow to answer, while the path to it is fast";
            case SERVICE_FAILING -> "The service fails, while the path to it works";
            case PORTAL -> "Something on the way answers in place of the service " + where;
            case FLAPPING -> "The route keeps changing " + where;
            case CARRIER_NAT -> "The provider shares one public address among customers (carrier NAT) " + where;
            case VPN -> "Packets leave through a VPN";
            case ASYMMETRIC -> "The way back has another length than the way there";
            case HEADER_CHANGED -> "Something on the way changes header fields of packets " + where;
            case RATE_LIMITED -> "A router limits its answers to probes, which is no loss, " + where;
        };
    }

    /** The same with the share of packets that is lost. */
    static String lossSentence(FindingKind kind, Place place, double ratio) {
        String share = percent(ratio);
        return kind == FindingKind.LOCAL_LOSS
                ? "The local link loses %s of packets %s".formatted(share, where(place))
                : "Loss of %s begins %s".formatted(share, where(place));
    }

    private static String name(Place place) {
        return place.address()
                        .or(place::from)
                        .map(address -> " " + address(address))
                        .orElse("")
                + (place.ttl().isPresent() && place.segment() != PlaceSegment.DESTINATION
                        ? " (hop " + place.ttl().getAsInt() + ")"
                        : "");
    }

    private static String host(String target) {
        return DiagnoseRequest.to(target).build().target().toString();
    }

    private static String family(Place place) {
        return place.to().map(to -> AddressFamily.of(to).toString()).orElse("One address family");
    }

    static String advice(FindingKind kind, Place place) {
        return advice(kind, operator(place));
    }

    /**
     * Returns what to do.
     *
     * @param operator of the network there, in words
     */
    static String advice(FindingKind kind, String operator) {
        return switch (kind) {
            case NO_LINK ->
                "Plug in the cable or join the wireless network, and check that this host gets an address (DHCP).";
            case NO_DEFAULT_ROUTE -> "Renew the address (DHCP), or add a default route through the router.";
            case GATEWAY_SILENT -> "Restart or check the router, and the cable or wireless link to it.";
            case LOCAL_LOSS, LOCAL_DELAY ->
                "Check the local link: try another cable, port or wireless channel, move closer, or stop what fills it.";
            case RESOLVER_DEAD, RESOLVER_SLOW -> "Configure another name server, or tell the operator of this one.";
            case RESOLVER_LYING ->
                "Compare with a name server that you trust; then remove this one, or ask its operator why it answers so.";
            case NAME_UNKNOWN ->
                "Check the spelling of the name; if it is yours, check its DNS records and its registration.";
            case LINK_LOSS, QUEUE, BAD_BRANCH, BLACK_HOLE, LOOP, FLAPPING -> "Send this evidence to " + operator + ".";
            case UNREACHABLE -> "Check the address; if it is right, ask " + operator + ".";
            case PROHIBITED -> "Ask " + operator + " to permit it, if it should be permitted.";
            case PORT_CLOSED -> "Start the service, or check which port and address it listens on.";
            case FILTERED -> "Ask " + operator + " whether a firewall may let this port pass.";
            case HOST_DOWN -> "Check that the target runs, and that no firewall before it drops everything.";
            case MTU_BLACK_HOLE ->
                "Ask %s to let the ICMP messages \"fragmentation needed\" and \"packet too big\" pass; until then use a smaller MTU."
                        .formatted(operator);
            case FAMILY_BROKEN ->
                "Use the other address family until %s has repaired this one; until then applications wait for it in vain."
                        .formatted(operator);
            case TLS -> "Ask the operator of the service to renew or correct its certificate and TLS settings.";
            case SERVICE_SLOW, SERVICE_FAILING -> "Ask the operator of the service; the network is not the cause.";
            case PORTAL -> "Open a web page and log in to this network, or use another network.";
            case CARRIER_NAT -> "Nothing to do, unless others must connect to this host.";
            case VPN -> "Nothing to do; the findings hold for the way through the VPN.";
            case ASYMMETRIC, HEADER_CHANGED, RATE_LIMITED -> "Nothing to do.";
        };
    }

    private static String operator(Place place) {
        return switch (place.segment()) {
            case ISP -> "your provider";
            case LAN, HOST -> "the administrator of the local network";
            case VPN -> "the operator of the VPN";
            case DESTINATION, SERVICE -> "the operator of the target";
            case RESOLVER -> "the operator of the name server";
            case TRANSIT, UNKNOWN -> "the operator of the network there (a WHOIS look-up of the address names it)";
        };
    }
}
