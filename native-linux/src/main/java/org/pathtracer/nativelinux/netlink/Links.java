// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.netlink;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.pathtracer.interfaces.InterfaceAddress;
import org.pathtracer.interfaces.InterfaceFlag;
import org.pathtracer.interfaces.InterfaceType;
import org.pathtracer.interfaces.LocalInterface;

/** Reads interfaces out of the kernel's messages. */
final class Links {
    private static final int INDEX = 4;
    private static final int FLAGS = 8;
    private static final HexFormat HARDWARE = HexFormat.ofDelimiter(":");

    private static final Map<Integer, InterfaceFlag> FLAG_BITS = Map.of(
            Rtnetlink.IFF_UP, InterfaceFlag.UP,
            Rtnetlink.IFF_LOWER_UP, InterfaceFlag.RUNNING,
            Rtnetlink.IFF_LOOPBACK, InterfaceFlag.LOOPBACK,
            Rtnetlink.IFF_POINTOPOINT, InterfaceFlag.POINT_TO_POINT,
            Rtnetlink.IFF_BROADCAST, InterfaceFlag.BROADCAST,
            Rtnetlink.IFF_MULTICAST, InterfaceFlag.MULTICAST);

    private Links() {}

    /**
     * All interfaces, by their number.
     *
     * @param wireless tells names of wireless LANs, for which netlink has no word
     */
    static List<LocalInterface> read(List<Message> links, List<Message> addresses, Predicate<String> wireless) {
        return links.stream()
                .filter(link -> link.type() == Rtnetlink.RTM_NEWLINK && link.has(Rtnetlink.IFINFOMSG))
                .map(link -> link(link, addresses, wireless))
                .sorted((one, other) -> Integer.compare(one.index(), other.index()))
                .toList();
    }

    private static LocalInterface link(Message link, List<Message> addresses, Predicate<String> wireless) {
        Map<Integer, ByteBuffer> attributes = link.attributes(Rtnetlink.IFINFOMSG);
        int index = link.body().getInt(INDEX);
        String name = Optional.ofNullable(attributes.get(Rtnetlink.IFLA_IFNAME))
                .map(Message::text)
                .orElse("#" + index);
        Optional<String> kind = Optional.ofNullable(attributes.get(Rtnetlink.IFLA_LINKINFO))
                .map(Message::attributes)
                .flatMap(info -> Optional.ofNullable(info.get(Rtnetlink.IFLA_INFO_KIND)))
                .map(Message::text);
        int hardware = Short.toUnsignedInt(link.body().getShort(2));
        return new LocalInterface(
                name,
                index,
                type(kind.orElse(""), hardware, name, wireless),
                kind,
                flags(link.body().getInt(FLAGS)),
                Message.number(attributes, Rtnetlink.IFLA_MTU),
                hardware == Rtnetlink.ARPHRD_LOOPBACK
                        ? Optional.empty()
                        : Optional.ofNullable(attributes.get(Rtnetlink.IFLA_ADDRESS))
                                .map(Links::hexDigits)
                                .filter(text -> !text.isEmpty()),
                addresses(index, addresses));
    }

    private static String hexDigits(ByteBuffer value) {
        byte[] bytes = new byte[value.limit()];
        value.duplicate().get(bytes);
        return HARDWARE.formatHex(bytes);
    }

    private static Set<InterfaceFlag> flags(int bits) {
        Set<InterfaceFlag> flags = EnumSet.noneOf(InterfaceFlag.class);
        FLAG_BITS.forEach((bit, flag) -> {
            if ((bits & bit) != 0) {
                flags.add(flag);
            }
        });
        return flags;
    }

    private static InterfaceType type(String kind, int hardware, String name, Predicate<String> wireless) {
        return switch (kind) {
            case "bridge" -> InterfaceType.BRIDGE;
            case "vlan" -> InterfaceType.VLAN;
            case "bond", "team" -> InterfaceType.BOND;
            case "veth", "dummy", "macvlan", "ipvlan", "macvtap", "ifb", "netkit", "vrf" -> InterfaceType.VIRTUAL;
            case "wireguard", "vxlan", "geneve", "gre", "gretap", "ipip", "sit", "ip6tnl", "vti", "vti6", "xfrm" ->
                InterfaceType.TUNNEL;
            case "ppp" -> InterfaceType.POINT_TO_POINT;
            case "wwan", "rmnet" -> InterfaceType.CELLULAR;
            default -> type(hardware, !kind.isEmpty(), name, wireless);
        };
    }

    private static InterfaceType type(int hardware, boolean software, String name, Predicate<String> wireless) {
        return switch (hardware) {
            case Rtnetlink.ARPHRD_LOOPBACK -> InterfaceType.LOOPBACK;
            case Rtnetlink.ARPHRD_ETHER -> wireless.test(name) ? InterfaceType.WIRELESS : InterfaceType.ETHERNET;
            case Rtnetlink.ARPHRD_IEEE80211 -> InterfaceType.WIRELESS;
            case Rtnetlink.ARPHRD_PPP -> InterfaceType.POINT_TO_POINT;
            case Rtnetlink.ARPHRD_RAWIP -> InterfaceType.CELLULAR;
            case Rtnetlink.ARPHRD_TUNNEL,
                    Rtnetlink.ARPHRD_TUNNEL6,
                    Rtnetlink.ARPHRD_SIT,
                    Rtnetlink.ARPHRD_IPGRE,
                    Rtnetlink.ARPHRD_IP6GRE -> InterfaceType.TUNNEL;
            case Rtnetlink.ARPHRD_NONE -> software ? InterfaceType.TUNNEL : InterfaceType.OTHER;
            default -> InterfaceType.OTHER;
        };
    }

    private static List<InterfaceAddress> addresses(int index, List<Message> all) {
        List<InterfaceAddress> addresses = new ArrayList<>();
        for (Message message : all) {
            if (message.type() == Rtnetlink.RTM_NEWADDR
                    && message.has(Rtnetlink.IFADDRMSG)
                    && message.body().getInt(INDEX) == index) {
                address(message)
                        .ifPresent(address ->
                                addresses.add(new InterfaceAddress(scoped(address, index), message.octet(1))));
            }
        }
        return addresses;
    }

    /** On a link with two ends, IFA_ADDRESS is the other one. */
    private static Optional<InetAddress> address(Message message) {
        Map<Integer, ByteBuffer> attributes = message.attributes(Rtnetlink.IFADDRMSG);
        return Message.address(attributes, Rtnetlink.IFA_LOCAL)
                .or(() -> Message.address(attributes, Rtnetlink.IFA_ADDRESS));
    }

    /** With the link as its zone, where it means nothing without. */
    static InetAddress scoped(InetAddress address, int index) {
        if (!(address instanceof Inet6Address ipv6) || !ipv6.isLinkLocalAddress()) {
            return address;
        }
        try {
            return Inet6Address.getByAddress(null, ipv6.getAddress(), index);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }
}
