// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.testkit.SimulatedSurroundings.NameServer;
import org.pathtracer.testkit.SimulatedSurroundings.Service;
import org.pathtracer.testkit.check.Checks;

/** One network of the zoo while it is made: a host, its name servers, a path, a target with its service. */
final class ZooNetwork {
    static final int PORT = 443;

    private static final String NAME = "shop.example";

    /** In which words a diagnosis is asked for. */
    enum Asked {
        URL,
        NAME_AND_PORT,
        ADDRESS_AND_PORT,
        ADDRESS
    }

    private final String label;
    private final long seed;
    private final Map<FindingKind, Set<InetAddress>> faults = new LinkedHashMap<>();
    private final boolean targetIgnoresEcho;
    private final boolean vpn;
    private final List<String> targetAddresses;

    final SplittableRandom random;
    final ZooPath path;
    final Map<String, NameServer> servers = new LinkedHashMap<>();
    boolean ipv6;
    boolean dual;
    Asked asked;
    boolean secure = true;
    Service service;
    boolean connected = true;
    boolean routed = true;
    /** The target's TCP ports are not open. */
    boolean closed;
    /** It is another host that has the target's address of one family. */
    boolean familyApart;

    ZooNetwork(String label, long seed, int leastRouters, boolean straight) {
        this.label = label.toLowerCase(Locale.ROOT).replace('_', '-');
        this.seed = seed;
        random = new SplittableRandom(label.hashCode() * 0x9e3779b97f4a7c15L ^ seed * 0xbf58476d1ce4e5b9L);
        ipv6 = random.nextInt(4) == 0;
        dual = random.nextInt(5) == 0;
        asked = List.of(Asked.URL, Asked.URL, Asked.NAME_AND_PORT, Asked.ADDRESS_AND_PORT, Asked.ADDRESS)
                .get(random.nextInt(5));
        targetIgnoresEcho = random.nextInt(8) == 0;
        vpn = random.nextInt(12) == 0;
        ZooAddresses addresses = new ZooAddresses(random);
        targetAddresses = addresses.ofTarget();
        path = new ZooPath(random, addresses, leastRouters, straight);
        service = service();
        int count = 1 + random.nextInt(3);
        List<String> all = List.of(ZooAddresses.GATEWAY, "9.9.9.10", "192.168.7.53");
        for (int i = 0; i < count; i++) {
            servers.put(all.get(i), answering());
        }
    }

    private Service service() {
        Duration roundTrip = path.roundTrip.plusMillis(1 + random.nextInt(5));
        Service works = Service.working(roundTrip).answeringAfter(roundTrip.plusMillis(2 + random.nextInt(400)));
        return switch (random.nextInt(8)) {
            case 0 -> works.withStatus(204);
            case 1 -> works.withStatus(404);
            case 2 -> works.redirectingTo("https://www." + NAME + "/start");
            default -> works;
        };
    }

    NameServer answering() {
        return NameServer.answering(Duration.ofMillis(1 + random.nextInt(120)), addresses());
    }

    List<InetAddress> addresses() {
        List<InetAddress> all = new ArrayList<>();
        if (dual || !ipv6) {
            all.add(Checks.address(targetAddresses.get(0)));
        }
        if (dual || ipv6) {
            all.add(Checks.address(targetAddresses.get(1)));
        }
        return all;
    }

    /** Asks by a name, for what can be wrong with names and services. */
    void named() {
        asked = random.nextInt(4) == 0 ? Asked.NAME_AND_PORT : Asked.URL;
    }

    void literal() {
        asked = random.nextBoolean() ? Asked.ADDRESS_AND_PORT : Asked.ADDRESS;
    }

    /** Asks for a port, for what can be wrong with ports. */
    void needsPort() {
        asked = asked == Asked.ADDRESS ? Asked.ADDRESS_AND_PORT : asked;
    }

    Set<String> target() {
        return new LinkedHashSet<>(targetAddresses);
    }

    String target6() {
        return targetAddresses.get(1);
    }

    String target4() {
        return targetAddresses.get(0);
    }

    void fault(FindingKind kind, Set<String> addresses) {
        Set<InetAddress> places = new LinkedHashSet<>();
        addresses.forEach(address -> places.add(Checks.address(address)));
        faults.put(kind, places);
    }

    ZooNetwork with(FindingKind kind) {
        new ZooFaults(this).make(kind);
        return this;
    }

    FaultySpecimen specimen() {
        List<FaultySpecimen.Fault> list = new ArrayList<>();
        faults.forEach((kind, places) -> list.add(new FaultySpecimen.Fault(kind, places)));
        SimulatedNetwork network = SimulatedNetwork.of(topology(), seed).surroundedBy(surroundings());
        return new FaultySpecimen(label + "-" + seed, network, text(), list);
    }

    private String text() {
        String literal = ipv6 ? targetAddresses.get(1) : targetAddresses.get(0);
        return switch (asked) {
            case URL -> (secure ? "https://" : "http://") + NAME + "/";
            case NAME_AND_PORT -> NAME + ":" + PORT;
            case ADDRESS_AND_PORT -> (ipv6 ? "[" + literal + "]" : literal) + ":" + PORT;
            case ADDRESS -> literal;
        };
    }

    private SimulatedSurroundings surroundings() {
        SimulatedSurroundings.Builder builder = SimulatedSurroundings.builder().service(service);
        if (connected) {
            builder.host("192.168.7.20", 24).host("fd00:7::20", 64);
        }
        if (connected && routed) {
            builder.gateway(ZooAddresses.GATEWAY).gateway(ZooAddresses.GATEWAY6);
        }
        if (vpn) {
            builder.vpn();
        }
        servers.forEach(builder::nameServer);
        return builder.build();
    }

    private Topology topology() {
        TopologyBuilder builder = Topology.builder()
                .source("source", node -> node.address("192.168.7.20").address("fd00:7::20"));
        // Only a fault without an answer makes an unanswered echo request ambiguous.
        boolean quiet = asked != Asked.ADDRESS && targetIgnoresEcho && hasOpenPort();
        builder.destination("target", node -> {
            if ((dual || !ipv6) && !(familyApart && ipv6)) {
                node.address(targetAddresses.get(0));
            }
            if ((dual || ipv6) && !(familyApart && !ipv6)) {
                node.address(targetAddresses.get(1));
            }
            if (!closed) {
                node.tcpOpen(PORT).tcpOpen(80);
            }
            if (quiet) {
                node.ignoresEcho();
            }
            path.targetOptions.forEach(option -> option.accept(node));
        });
        path.describe(builder);
        path.additions.forEach(one -> one.accept(builder));
        return builder.build();
    }

    private boolean hasOpenPort() {
        Set<FindingKind> needEcho = Set.of(FindingKind.FILTERED, FindingKind.PROHIBITED, FindingKind.MTU_BLACK_HOLE);
        return !closed && faults.keySet().stream().noneMatch(needEcho::contains);
    }
}
