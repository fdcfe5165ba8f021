// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

/** What a router says when it refuses to forward: the ICMP unreachable code, and its counterpart in ICMPv6. */
public enum Rejection {
    NET("net-unreachable", "no-route"),
    HOST("host-unreachable", "addr-unreachable"),
    PORT("port-unreachable", "port-unreachable"),
    ADMIN_PROHIBITED("admin-prohibited", "admin-prohibited");

    private final String icmp;
    private final String icmpv6;

    Rejection(String icmp, String icmpv6) {
        this.icmp = icmp;
        this.icmpv6 = icmpv6;
    }

    String rule(Family family, String destination) {
        return family == Family.V4
                ? "ip daddr " + destination + " reject with icmp type " + icmp
                : "ip6 daddr " + destination + " reject with icmpv6 type " + icmpv6;
    }
}
