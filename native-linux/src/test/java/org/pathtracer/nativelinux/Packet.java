// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pathtracer.Protocol;

/** A packet as tshark understands it: its fields by their names there. */
record Packet(Map<String, String> fields) {
    /** What is asked of tshark. */
    static final List<String> FIELDS = List.of(
            "ip.src",
            "ip.dst",
            "ip.ttl",
            "ip.dsfield",
            "ip.checksum.status",
            "ipv6.src",
            "ipv6.dst",
            "ipv6.hlim",
            "ipv6.tclass",
            "ipv6.flow",
            "icmp.type",
            "icmp.ident",
            "icmp.checksum",
            "icmp.checksum.status",
            "icmpv6.type",
            "icmpv6.echo.identifier",
            "icmpv6.checksum",
            "icmpv6.checksum.status",
            "udp.srcport",
            "udp.dstport",
            "udp.checksum.status",
            "tcp.srcport",
            "tcp.dstport",
            "tcp.flags.syn",
            "tcp.checksum.status");

    private static final Set<String> GOOD = Set.of("", "1", "Good");

    /** Reads a line of tshark's. */
    static Packet of(String line) {
        String[] values = line.split("\t", -1);
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            if (!values[i].isEmpty()) {
                fields.put(FIELDS.get(i), values[i]);
            }
        }
        return new Packet(fields);
    }

    private String any(String... names) {
        return Arrays.stream(names)
                .map(name -> fields.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    boolean isOf(Protocol protocol) {
        String prefix = protocol.name().toLowerCase(java.util.Locale.ROOT);
        return fields.keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    /** Not what only ends a probe, such as the reset of a connection. */
    boolean isProbe(Protocol protocol) {
        return switch (protocol) {
            case ICMP -> any("icmp.type").equals("8") || any("icmpv6.type").equals("128");
            case UDP -> isOf(protocol);
            case TCP -> Set.of("1", "True").contains(any("tcp.flags.syn"));
        };
    }

    boolean isNeighbourDiscovery() {
        String type = any("icmpv6.type");
        return !type.isEmpty() && Integer.parseInt(type) >= 130;
    }

    boolean checksumsAreRight() {
        return fields.entrySet().stream()
                .filter(field -> field.getKey().endsWith("checksum.status"))
                .allMatch(field -> GOOD.contains(field.getValue()));
    }

    int ttl() {
        return Integer.parseInt(any("ip.ttl", "ipv6.hlim"));
    }

    String source() {
        return any("ip.src", "ipv6.src");
    }

    String destination() {
        return any("ip.dst", "ipv6.dst");
    }

    /** Or what routers look at in their place: an echo request's identifier and checksum. */
    String ports() {
        return any("udp.srcport", "tcp.srcport", "icmp.ident", "icmpv6.echo.identifier")
                + " "
                + any("udp.dstport", "tcp.dstport", "icmp.checksum", "icmpv6.checksum");
    }

    String trafficClass() {
        return any("ip.dsfield", "ipv6.tclass");
    }

    String flowLabel() {
        return any("ipv6.flow");
    }
}
