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

    /**
     * Flows are told apart by addresses, protocol and ports (0x37) of the packet itself. The older policy 1 means the
     * same, but prefers the hash that the sender's socket left on the packet, which no real router can see.
     */
    private static final String FORWARDING = """
            for f in ipv4/ip_forward ipv6/conf/all/forwarding ipv4/fib_multipath_hash_policy \\
                ipv6/fib_multipath_hash_policy; do echo 1 >"$f"; done
            for d in ipv4 ipv6; do
                { echo 0x37 >$d/fib_multipath_hash_fields && echo 3 >$d/fib_multipath_hash_policy; } 2>/dev/null || :
            done
            """;

    private static final List<String> CHAINS = List.of(
            "add table inet lab",
            "add chain inet lab output { type filter hook output priority 0; }",
            "add chain inet lab forward { type filter hook forward priority 0; }");

    private final String settings;
    private final List<String> ip = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();

    private Node(String settings) {
        this.settings = settings;
    }

    static Node host() {
        return withLoopback(SETTINGS);
    }

    static Node router() {
        return withLoopback(SETTINGS + FORWARDING);
    }

    /** As every real host has it. */
    private static Node withLoopback(String settings) {
        Node node = new Node(settings);
        node.up("lo");
        return node;
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

    /**
     * The way back to the client. The source address is that of the ICMP errors that go this way; without it IPv6
     * prefers the address of the device on which the probe came in.
     */
    void routeBack(String client, String way, String source) {
        ip.add("route replace " + client + " " + way + " src " + source);
    }

    void multipath(String destination, List<String> hops) {
        ip.add("route replace " + destination + " nexthop via " + String.join(" nexthop via ", hops));
    }

    void onOutput(String rule) {
        rules.add("add rule inet lab output " + rule);
    }

    void onForward(String rule) {
        rules.add("add rule inet lab forward " + rule);
    }

    /** All of the above, for {@code sh} in the namespace. It may run again, after the links were down. */
    String script() {
        String script = settings + hereDocument("ip -batch -", ip);
        return rules.isEmpty() ? script : script + hereDocument("nft -f -", CHAINS) + hereDocument("nft -f -", rules);
    }

    private static String hereDocument(String command, List<String> lines) {
        return command + " <<'END'\n" + String.join("\n", lines) + "\nEND\n";
    }
}
