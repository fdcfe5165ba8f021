// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.util.ArrayList;
import java.util.List;

/** One host of the plan: what to type in its namespace. */
final class Node {
    /** A lab answers at once and always: no duplicate address detection, no rate limits, no reverse path filter. */
    private static final String SETTINGS = """
            set -e
            cd /proc/sys/net
            for f in ipv4/conf/*/rp_filter ipv4/conf/*/send_redirects ipv6/conf/*/accept_dad ipv6/conf/*/accept_ra \
                ipv4/icmp_ratelimit ipv4/icmp_ratemask ipv6/icmp/ratelimit; do echo 0 >"$f"; done
            # Kernels differ in where these may be written; with the masks above they hardly matter.
            for f in ipv4/icmp_msgs_per_sec ipv4/icmp_msgs_burst; do { echo 1000000 >"$f"; } 2>/dev/null || :; done
            { echo >ipv6/icmp/ratemask; } 2>/dev/null || :
            """;

    private static final String FORWARDING = """
            for f in ipv4/ip_forward ipv6/conf/all/forwarding ipv4/fib_multipath_hash_policy \
                ipv6/fib_multipath_hash_policy; do echo 1 >"$f"; done
            """;

    private final String settings;
    private final List<String> ip = new ArrayList<>();
    private final List<String> output = new ArrayList<>();
    private final List<String> forward = new ArrayList<>();

    private Node(String settings) {
        this.settings = settings;
    }

    static Node host() {
        return new Node(SETTINGS);
    }

    static Node router() {
        return new Node(SETTINGS + FORWARDING);
    }

    /** A node that only carries frames, and has nothing to say itself. */
    static Node wire() {
        return new Node("set -e; echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6\n");
    }

    void up(String device) {
        ip.add("link set " + device + " up");
    }

    /** Addresses one end of a link. The neighbour is known beforehand, so that the first probe is as fast as others. */
    void attach(String device, Subnet subnet, int self, int peer) {
        up(device);
        for (Family family : Family.values()) {
            address(device, family, subnet.text(family, self) + "/" + family.subnetBits);
            ip.add("neigh replace " + subnet.text(family, peer) + " lladdr " + subnet.mac(peer) + " nud permanent dev "
                    + device);
        }
    }

    void address(String device, Family family, String address) {
        ip.add("addr replace " + address + " dev " + device + (family == Family.V6 ? " nodad" : ""));
    }

    void route(String destination, String hop) {
        ip.add("route replace " + destination + " via " + hop);
    }

    /** A route with a source address of its own: that of the ICMP errors that take it. */
    void routeFrom(String source, String destination, String hop) {
        ip.add("route replace " + destination + " via " + hop + " src " + source);
    }

    void multipath(String destination, List<String> hops) {
        ip.add("route replace " + destination + " nexthop via " + String.join(" nexthop via ", hops));
    }

    void onOutput(String rule) {
        output.add(rule);
    }

    void onForward(String rule) {
        forward.add(rule);
    }

    /** All of the above, for {@code sh} in the namespace. It may run again, after the links were down. */
    String script() {
        String script = settings + hereDocument("ip -batch -", ip);
        return output.isEmpty() && forward.isEmpty()
                ? script
                : script + hereDocument("nft -f -", List.of(chain("output", output), chain("forward", forward)));
    }

    private static String chain(String hook, List<String> rules) {
        return "table inet lab { chain " + hook + " { type filter hook " + hook + " priority 0; "
                + String.join("; ", rules) + "; } }";
    }

    private static String hereDocument(String command, List<String> lines) {
        return command + " <<'END'\n" + String.join("\n", lines) + "\nEND\n";
    }
}
