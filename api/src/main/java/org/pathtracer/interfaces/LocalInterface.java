// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.interfaces;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A network interface of this host.
 *
 * @param name its name, such as {@code eth0}
 * @param index its number, from 1 up
 * @param type what it is, by the system's word where it has one
 * @param kind the system's own word for what made it, such as {@code wireguard} or {@code veth}; empty if it has none
 * @param flags what it is ready for
 * @param mtu bytes of its largest packet; empty if the system does not tell
 * @param hardwareAddress its address on the link, as lower-case hex digits with colons; empty if it has none
 * @param addresses its addresses, in the system's order
 * @since 0.1.0
 */
public record LocalInterface(
        String name,
        int index,
        InterfaceType type,
        Optional<String> kind,
        Set<InterfaceFlag> flags,
        OptionalInt mtu,
        Optional<String> hardwareAddress,
        List<InterfaceAddress> addresses) {
    private static final Set<String> VPN_KINDS =
            Set.of("wireguard", "amneziawg", "ovpn", "xfrm", "vti", "vti6", "l2tp");
    /** Made by programs or by pppd: a VPN's as a rule, but not where Ethernet for a virtual machine is made of them. */
    private static final Set<String> LIKELY_KINDS = Set.of("tun", "ppp");

    private static final List<String> VPN_NAMES = List.of("utun", "tun", "tap", "wg", "ppp", "ipsec", "gpd", "ztun");

    /** Copies the collections. */
    public LocalInterface {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(flags, "flags");
        Objects.requireNonNull(mtu, "mtu");
        Objects.requireNonNull(hardwareAddress, "hardwareAddress");
        Objects.requireNonNull(addresses, "addresses");
        flags = Set.copyOf(flags);
        addresses = List.copyOf(addresses);
    }

    /** Whether it is switched on and can pass packets. */
    public boolean up() {
        return flags.contains(InterfaceFlag.UP) && flags.contains(InterfaceFlag.RUNNING);
    }

    /**
     * Whether it leads into a VPN: by the system's word for it where that decides, else by names that VPN software
     * gives ({@code utun, tun, tap, wg, ppp, ipsec, gpd, ztun}).
     */
    public boolean vpn() {
        if (kind.isEmpty()) {
            return hasVpnName();
        } else if (LIKELY_KINDS.contains(kind.get())) {
            return type != InterfaceType.ETHERNET || hasVpnName();
        }
        return VPN_KINDS.contains(kind.get());
    }

    private boolean hasVpnName() {
        String lower = name.toLowerCase(Locale.ROOT);
        return VPN_NAMES.stream().anyMatch(lower::startsWith);
    }
}
