// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.interfaces;

/**
 * What an interface is.
 *
 * @since 0.1.0
 */
public enum InterfaceType {
    /** To this host itself. */
    LOOPBACK,
    /** Ethernet, or what looks like it and is nothing more special. */
    ETHERNET,
    /** Wireless LAN. */
    WIRELESS,
    /** A mobile network's modem. */
    CELLULAR,
    /** Packets inside packets: a VPN's interface, GRE, IP in IP, ... */
    TUNNEL,
    /** A point-to-point link such as PPP. */
    POINT_TO_POINT,
    /** Joins other interfaces to one network. */
    BRIDGE,
    /** One tagged network of another interface. */
    VLAN,
    /** Several interfaces that act as one. */
    BOND,
    /** Made by software and ending on this host: a container's link, a dummy. */
    VIRTUAL,
    /** None of these. */
    OTHER
}
