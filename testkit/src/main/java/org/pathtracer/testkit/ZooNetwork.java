// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.TlsDistrust;
import org.pathtracer.testkit.SimulatedSurroundings.NameServer;
import org.pathtracer.testkit.SimulatedSurroundings.Service;
import org.pathtracer.testkit.check.Checks;
import org.pathtracer.testkit.topology.Link;
import org.pathtracer.testkit.topology.NodeBuilder;

/** One network of the zoo while it is made. */
final class ZooNetwork {
    private static final int PORT = 443;
    private static final int MOST_HOPS = 25;
    private static final String NAME = "shop.example";

    /** A router, or several side by side. */
    private static final class Level {
        final List<String> names = new ArrayList<>();
        final Map<String, List<String>> addresses = new java.util.LinkedHashMap<>();
        final Map<String, List<Consumer<NodeBuilder>>> options = new java.util.LinkedHashMap<>();
        /** Of the link that leads here. */
        final List<Consumer<Link.Builder>> link = new ArrayList<>();

        final Map<String, Consumer<Link.Builder>> linkTo = new java.util.LinkedHashMap<>();
        /** Of the links that lead on from one of them. */
        final Map<String, Consumer<Link.Builder>> linkFrom = new java.util.LinkedHashMap<>();

        boolean silent;
    }

    private final String label;
    private final long seed;
    private final SplittableRandom random;
    private final Set<String> used = new HashSet<>();
    private final List<Level> levels = new ArrayList<>();
    private final Map<FindingKind, Set<InetAddress>> faults = new EnumMap<>(FindingKind.class);
    private final List<Consumer<TopologyBuilder>> additions = new ArrayList<>();
    private final List<Consumer<NodeBuilder>> targetOptions = new ArrayList<>();
    private final List<Consumer<SimulatedSurroundings.Builder>> around = new ArrayList<>();

    private final boolean ipv6;
    private final boolean dual;
    private final String targetAddress;
    private final String targetAddress6;
    private boolean url;
    private boolean secure = true;
    private Service service;
    private boolean connected = true;
    private boolean routed = true;
    private Map<String, NameServer> servers = new java.util.LinkedHashMap<>();

    ZooNetwork(String label, long seed) {
        this.label = label.toLowerCase(Locale.ROOT).replace('_', '-');
        this.seed = seed;
        random = new SplittableRandom(label.hashCode() * 0x9e3779b97f4a7c15L ^ seed * 0xbf58476d1ce4e5b9L);
        ipv6 = random.nextInt(4) == 0;
        dual = label.equals("FAMILY_BROKEN") || !label.equals("RESOLVER_LYING") && random.nextInt(6) == 0;
        url = random.nextInt(3) > 0;
        int network = random.nextInt(256);
        targetAddress = unique(() -> "151.101.%d.%d".formatted(network, 2 + random.nextInt(250)));
        targetAddress6 = unique(() -> "2a04:4e42:%x::%x".formatted(network, 2 + random.nextInt(60_000)));
        boolean diverse = !label.equals("LOOP");
        int routers = 1 + random.nextInt(MOST_HOPS - 1);
        int least = switch (label) {
            case "BAD_BRANCH", "FLAPPING", "FAMILY_BROKEN", "QUEUE", "LINK_LOSS", "BLACK_HOLE", "PAIR" -> 4;
            case "LOOP", "MTU_BLACK_HOLE", "UNREACHABLE", "PROHIBITED" -> 3;
            default -> 1;
        };
        routers = Math.max(least, routers);
        for (int i = 0; i < routers; i++) {
            levels.add(level(i, routers, network));
        }
        if (diverse && routers >= 5 && random.nextInt(4) == 0) {
            int at = 2 + random.nextInt(routers - 3);
            addBranches(levels.get(at), at, 2);
        }
        delays();
        Duration roundTrip = Duration.ofMillis(5 + random.nextInt(200));
        service = Service.working(roundTrip);
        servers.put("192.168.7.1", answering());
        if (random.nextBoolean()) {
            servers.put("9.9.9.10", answering());
        }
    }

    private NameServer answering() {
        return NameServer.answering(Duration.ofMillis(1 + random.nextInt(120)), addresses());
    }

    private List<InetAddress> addresses() {
        List<InetAddress> all = new ArrayList<>();
        if (dual || !ipv6) {
            all.add(Checks.address(targetAddress));
        }
        if (dual || ipv6) {
            all.add(Checks.address(targetAddress6));
        }
        return all;
    }

    private String unique(java.util.function.Supplier<String> address) {
        String made = address.get();
        while (!used.add(made)) {
            made = address.get();
        }
        return made;
    }

    private Level level(int index, int routers, int targetNetwork) {
        Level level = new Level();
        String name = "r" + (index + 1);
        level.names.add(name);
        level.addresses.put(name, routerAddresses(index, routers, targetNetwork));
        level.options.put(name, new ArrayList<>(List.of(peculiarities(index, level))));
        return level;
    }

    private List<String> routerAddresses(int index, int routers, int targetNetwork) {
        if (index == 0) {
            return List.of("192.168.7.1", "fd00:7::1");
        }
        boolean nearTarget = index >= routers - 2;
        boolean carrier = index == 1 && random.nextInt(3) == 0;
        int provider = index * 3 / Math.max(1, routers);
        String ipv4 = unique(() -> carrier
                ? "100.64.%d.%d".formatted(random.nextInt(64), 1 + random.nextInt(250))
                : nearTarget && random.nextInt(10) < 8
                        ? "151.101.%d.%d"
                                .formatted(
                                        index == routers - 1 && random.nextBoolean()
                                                ? targetNetwork
                                                : random.nextInt(256),
                                        2 + random.nextInt(250))
                        : "%d.%d.%d.%d"
                                .formatted(
                                        62 + 11 * provider,
                                        random.nextInt(40),
                                        random.nextInt(256),
                                        1 + random.nextInt(250)));
        String ipv6Address = unique(() -> nearTarget
                ? "2a04:4e42:%x::%x".formatted(random.nextInt(256), 2 + random.nextInt(60_000))
                : "2a0%d:%x::%x".formatted(provider, 0x1000 + random.nextInt(0x4000), 1 + random.nextInt(60_000)));
        return List.of(ipv4, ipv6Address);
    }

    /** What healthy routers do, too. */
    private Consumer<NodeBuilder> peculiarities(int index, Level level) {
        int what = random.nextInt(20);
        int rate = 1 + random.nextInt(20);
        int slow = 5 + random.nextInt(60);
        boolean ignores = random.nextInt(6) == 0;
        boolean bleaches = random.nextInt(20) == 0;
        level.silent = index > 0 && what < 2;
        return node -> {
            if (level.silent) {
                node.silent().ignoresEcho();
            } else if (what < 5) {
                node.icmpRate(rate, 3 + rate);
            } else if (what < 7) {
                node.icmpDelay(Duration.ofMillis(slow)).icmpJitter(Duration.ofMillis(slow));
            }
            if (ignores) {
                node.ignoresEcho();
            }
            if (bleaches) {
                node.bleachesDscp();
            }
        };
    }

    private void addBranches(Level level, int index, int width) {
        for (int i = 1; i < width; i++) {
            String name = "r" + (index + 1) + (char) ('a' + i);
            level.names.add(name);
            level.addresses.put(name, routerAddresses(index, levels.size() + 3, 0));
            level.options.put(name, new ArrayList<>());
        }
    }

    private void delays() {
        int far = random.nextInt(3) == 0 ? random.nextInt(levels.size() + 1) : -1;
        int lossy = random.nextInt(2) == 0 ? random.nextInt(levels.size() + 1) : -1;
        double loss = random.nextDouble() * 0.01;
        for (int i = 0; i <= levels.size(); i++) {
            long micros = i == far ? 10_000 + random.nextInt(110_000) : 100 + random.nextInt(i == 0 ? 1_500 : 4_000);
            long jitter = random.nextInt(1_500);
            boolean loses = i == lossy;
            Consumer<Link.Builder> link = one -> {
                one.delay(Duration.ofNanos(micros * 1000)).jitter(Duration.ofNanos(jitter * 1000));
                if (loses) {
                    one.loss(loss);
                }
            };
            if (i < levels.size()) {
                levels.get(i).link.add(link);
            } else {
                targetLink.add(link);
            }
        }
    }

    private final List<Consumer<Link.Builder>> targetLink = new ArrayList<>();

    // Faults.

    ZooNetwork with(FindingKind kind) {
        switch (kind) {
            case NO_LINK -> {
                connected = false;
                fault(kind, Set.of());
            }
            case NO_DEFAULT_ROUTE -> {
                routed = false;
                servers.replaceAll((server, old) -> NameServer.dead());
                fault(kind, Set.of());
            }
            case GATEWAY_SILENT -> {
                levels.get(0)
                        .options
                        .values()
                        .forEach(all ->
                                all.add(node -> node.silent().ignoresEcho().blackHole()));
                unanswered();
                servers.replaceAll((server, old) -> old);
                url = false;
                fault(kind, Set.of());
            }
            case LOCAL_LOSS -> lossAt(kind, 0);
            case LINK_LOSS -> lossAt(kind, 1 + random.nextInt(levels.size()));
            case LOCAL_DELAY -> queueAt(kind, 0);
            case QUEUE -> queueAt(kind, 1 + random.nextInt(levels.size()));
            case BAD_BRANCH -> badBranch();
            case FLAPPING -> flapping();
            case LOOP -> loop();
            case BLACK_HOLE -> {
                int at = 1 + random.nextInt(levels.size() - 2);
                option(at, NodeBuilder::blackHole);
                unanswered();
                fault(kind, near(at));
            }
            case UNREACHABLE -> {
                int at = 1 + random.nextInt(levels.size() - 1);
                int code = random.nextInt(2);
                audible(at);
                option(at, node -> node.rejects(code, code == 0 ? 0 : 3));
                unanswered();
                fault(kind, own(levels.get(at)));
            }
            case PROHIBITED -> {
                int at = 1 + random.nextInt(levels.size() - 1);
                audible(at);
                option(at, node -> node.rejects(List.of(9, 10, 13).get(code3()), 1));
                unanswered();
                fault(kind, own(levels.get(at)));
            }
            case PORT_CLOSED -> {
                closed = true;
                service = service.failing(ServiceFailure.Phase.CONNECT, ServiceFailure.Reason.REFUSED);
                secure = true;
                needsPort();
                fault(kind, target());
            }
            case FILTERED -> {
                targetOptions.add(node -> node.tcpFiltered(PORT));
                filtered = true;
                unanswered();
                needsPort();
                fault(kind, target());
            }
            case HOST_DOWN -> hostDown();
            case MTU_BLACK_HOLE -> mtu();
            case FAMILY_BROKEN -> family();
            case RESOLVER_DEAD -> {
                named();
                boolean all = random.nextBoolean();
                String first = servers.keySet().iterator().next();
                servers.replaceAll((server, old) -> all || server.equals(first) ? NameServer.dead() : old);
                fault(kind, all ? servers.keySet() : Set.of(first));
            }
            case RESOLVER_SLOW -> {
                named();
                String first = servers.keySet().iterator().next();
                servers.put(first, NameServer.answering(Duration.ofMillis(600 + random.nextInt(900)), addresses()));
                fault(kind, Set.of(first));
            }
            case RESOLVER_LYING -> {
                named();
                servers.clear();
                servers.put("192.168.7.1", answering());
                servers.put("9.9.9.10", answering());
                String liar = random.nextBoolean() ? "192.168.7.1" : "9.9.9.10";
                List<String> lies = List.of("192.168.7.1", "10.0.0.1", "0.0.0.0", "127.0.0.1");
                servers.put(
                        liar,
                        NameServer.answering(
                                Duration.ofMillis(3), List.of(Checks.address(lies.get(random.nextInt(lies.size()))))));
                fault(kind, Set.of(liar));
            }
            case NAME_UNKNOWN -> {
                named();
                servers.replaceAll((server, old) -> NameServer.denying(Duration.ofMillis(20)));
                fault(kind, Set.of());
            }
            case TLS -> tls();
            case SERVICE_SLOW -> {
                named();
                service = service.answeringAfter(service.roundTrip().plusMillis(1000 + random.nextInt(4000)));
                fault(kind, Set.of());
            }
            case SERVICE_FAILING -> {
                named();
                service = random.nextInt(3) == 0
                        ? service.failing(ServiceFailure.Phase.ANSWER, ServiceFailure.Reason.BROKEN)
                        : service.withStatus(500 + random.nextInt(5));
                fault(kind, Set.of());
            }
            case PORTAL -> {
                named();
                secure = false;
                service = random.nextInt(4) == 0
                        ? service.withStatus(511)
                        : service.redirectingTo("http://login.hotel-guest.net/start");
                fault(kind, Set.of());
            }
            default -> throw new IllegalArgumentException(kind.name());
        }
        return this;
    }

    private boolean closed;
    private boolean filtered;

    private int code3() {
        return (int) Math.floorMod(seed, 3L);
    }

    private void named() {
        url = true;
    }

    private void needsPort() {
        port = true;
    }

    private boolean port;

    private void unanswered() {
        service = service.failing(ServiceFailure.Phase.CONNECT, ServiceFailure.Reason.NO_ANSWER);
    }

    private void fault(FindingKind kind, Set<String> addresses) {
        Set<InetAddress> places = new LinkedHashSet<>();
        addresses.forEach(address -> places.add(Checks.address(address)));
        faults.put(kind, places);
    }

    private void option(int at, Consumer<NodeBuilder> option) {
        levels.get(at).options.values().forEach(all -> all.add(option));
    }

    /** Takes from the level what would keep its report from being seen. */
    private void audible(int at) {
        levels.get(at).silent = false;
        levels.get(at).options.values().forEach(List::clear);
    }

    private static Set<String> own(Level level) {
        Set<String> all = new LinkedHashSet<>();
        level.addresses.values().forEach(all::addAll);
        return all;
    }

    private Set<String> target() {
        return Set.of(targetAddress, targetAddress6);
    }

    /** Addresses of the level, or of the nearest one before it that answers. */
    private Set<String> near(int at) {
        int answering = at;
        while (answering > 0 && levels.get(answering).silent) {
            answering--;
        }
        return own(levels.get(answering));
    }

    /** Addresses of the level, or of the nearest one behind it that answers; the last is the target. */
    private Set<String> far(int at) {
        int answering = at;
        while (answering < levels.size() && levels.get(answering).silent) {
            answering++;
        }
        Set<String> all = new LinkedHashSet<>(answering < levels.size() ? own(levels.get(answering)) : target());
        // Seen from the next hop, a router that limits its answers may be as good as silent.
        if (answering < levels.size() && at < answering) {
            all.addAll(own(levels.get(answering)));
        }
        return all;
    }

    private List<Consumer<Link.Builder>> linkTo(int at) {
        return at < levels.size() ? levels.get(at).link : targetLink;
    }

    private void lossAt(FindingKind kind, int at) {
        double loss = Math.exp(Math.log(0.04) + random.nextDouble() * (Math.log(0.5) - Math.log(0.04)));
        boolean back = random.nextInt(4) == 0;
        linkTo(at).add(link -> {
            if (back) {
                link.returnLoss(loss);
            } else {
                link.loss(loss);
            }
        });
        fault(kind, far(at));
    }

    private void queueAt(FindingKind kind, int at) {
        long millis = 90L + random.nextInt(210);
        linkTo(at).add(link -> link.jitter(Duration.ofMillis(millis)));
        fault(kind, far(at));
    }

    private void badBranch() {
        int at = 1 + random.nextInt(levels.size() - 2);
        Level level = levels.get(at);
        level.silent = false;
        level.options.values().forEach(List::clear);
        addBranches(level, at, 2 + random.nextInt(2) - (level.names.size() - 1));
        String bad = level.names.get(level.names.size() - 1);
        double loss = random.nextBoolean() ? 1 : 0.4 + 0.6 * random.nextDouble();
        Set<String> places = new LinkedHashSet<>(known(level.addresses, bad));
        if (random.nextInt(3) == 0) {
            level.linkTo.put(bad, link -> link.loss(loss));
            // What nothing gets to is not seen: then the load balancer before it is as near as one can tell.
            places.addAll(own(levels.get(at - 1)));
        } else {
            level.linkFrom.put(bad, link -> link.loss(loss));
        }
        needsPort();
        fault(FindingKind.BAD_BRANCH, places);
    }

    private void flapping() {
        int at = 1 + random.nextInt(levels.size() - 2);
        Level level = levels.get(at);
        level.silent = false;
        level.options.values().forEach(List::clear);
        if (level.names.size() < 2) {
            addBranches(level, at, 2);
        }
        String before = levels.get(at - 1).names.get(0);
        long period = 350L + random.nextInt(600);
        additions.add(builder -> {
            for (int i = 0; i < 40; i++) {
                builder.routeFrom(Duration.ofMillis(i * period), before, level.names.get(i % 2));
            }
        });
        levels.get(at - 1).names.subList(1, levels.get(at - 1).names.size()).clear();
        fault(FindingKind.FLAPPING, own(level));
    }

    private void loop() {
        int at = 1 + random.nextInt(levels.size() - 1);
        String here = levels.get(at).names.get(0);
        String before = levels.get(at - 1).names.get(0);
        audible(at);
        audible(at - 1);
        additions.add(builder -> builder.route(here, before));
        unanswered();
        Set<String> both = new LinkedHashSet<>(own(levels.get(at)));
        both.addAll(own(levels.get(at - 1)));
        fault(FindingKind.LOOP, both);
    }

    private void hostDown() {
        targetOptions.add(node -> node.silent().ignoresEcho().filters());
        filtered = true;
        unanswered();
        if (random.nextInt(3) > 0) {
            int last = levels.size() - 1;
            audible(last);
            option(last, node -> node.rejects(1, 3).icmpDelay(Duration.ofSeconds(3)));
        }
        fault(FindingKind.HOST_DOWN, target());
    }

    private void mtu() {
        int at = 1 + random.nextInt(levels.size());
        int bytes = 1300 + random.nextInt(180);
        linkTo(at).add(link -> link.mtu(bytes));
        levels.get(at - 1).silent = true;
        option(at - 1, node -> node.silent().ignoresEcho());
        service = service.failing(ServiceFailure.Phase.TLS, ServiceFailure.Reason.NO_ANSWER);
        fault(FindingKind.MTU_BLACK_HOLE, far(at));
    }

    /** IPv6 goes another way from some hop on, which leads nowhere. */
    private void family() {
        named();
        brokenFrom = 1 + random.nextInt(levels.size() - 2);
        Set<String> places = new LinkedHashSet<>();
        places.add(targetAddress6);
        fault(FindingKind.FAMILY_BROKEN, places);
    }

    private int brokenFrom = -1;

    private void tls() {
        named();
        TlsDistrust.Kind[] kinds = {
            TlsDistrust.Kind.EXPIRED, TlsDistrust.Kind.OTHER_NAME, TlsDistrust.Kind.UNKNOWN_ISSUER
        };
        int which = random.nextInt(kinds.length + 1);
        service = which < kinds.length
                ? service.distrusted(new TlsDistrust(kinds[which], "simulated: " + kinds[which]))
                : service.failing(ServiceFailure.Phase.TLS, ServiceFailure.Reason.BROKEN);
        fault(FindingKind.TLS, Set.of());
    }

    // The network.

    FaultySpecimen specimen() {
        List<FaultySpecimen.Fault> list = new ArrayList<>();
        faults.forEach((kind, places) -> list.add(new FaultySpecimen.Fault(kind, places)));
        return new FaultySpecimen(
                label + "-" + seed,
                SimulatedNetwork.of(topology(), seed).surroundedBy(surroundings()),
                targetText(),
                list);
    }

    private String targetText() {
        String literal = ipv6 && brokenFrom < 0 ? targetAddress6 : targetAddress;
        if (url) {
            return (secure ? "https://" : "http://") + NAME + "/";
        }
        boolean asksPort = port || random.nextBoolean();
        return asksPort ? (literal.contains(":") ? "[" + literal + "]:" : literal + ":") + PORT : literal;
    }

    private SimulatedSurroundings surroundings() {
        SimulatedSurroundings.Builder builder = SimulatedSurroundings.builder().service(service);
        if (connected) {
            builder.host("192.168.7.20", 24).host("fd00:7::20", 64);
        }
        if (connected && routed) {
            builder.gateway("192.168.7.1").gateway("fd00:7::1");
        }
        servers.forEach(builder::nameServer);
        around.forEach(one -> one.accept(builder));
        return builder.build();
    }

    private Topology topology() {
        TopologyBuilder builder = Topology.builder()
                .source("source", node -> node.address("192.168.7.20").address("fd00:7::20"));
        List<String> before = List.of("source");
        Map<String, Consumer<Link.Builder>> last = Map.of();
        for (Level level : levels) {
            Map<String, Consumer<Link.Builder>> leaving = last;
            for (String name : level.names) {
                builder.router(name, node -> {
                    known(level.addresses, name).forEach(node::address);
                    known(level.options, name).forEach(option -> option.accept(node));
                });
                for (String from : before) {
                    builder.link(from, name, link -> {
                        level.link.forEach(one -> one.accept(link));
                        Optional.ofNullable(level.linkTo.get(name)).ifPresent(one -> one.accept(link));
                        Optional.ofNullable(leaving.get(from)).ifPresent(one -> one.accept(link));
                    });
                }
            }
            before = level.names;
            last = level.linkFrom;
        }
        target(builder, before);
        additions.forEach(one -> one.accept(builder));
        return builder.build();
    }

    private static <T> T known(Map<String, T> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }

    private void target(TopologyBuilder builder, List<String> before) {
        boolean ignoresEcho = faults.isEmpty() && (url || port) && random.nextInt(8) == 0;
        builder.destination("target", node -> {
            if (dual || !ipv6 || brokenFrom >= 0) {
                node.address(targetAddress);
            }
            if (brokenFrom < 0 && (dual || ipv6)) {
                node.address(targetAddress6);
            }
            if (!closed && !filtered) {
                node.tcpOpen(PORT).tcpOpen(80);
            }
            if (ignoresEcho) {
                node.ignoresEcho();
            }
            targetOptions.forEach(option -> option.accept(node));
        });
        for (String from : before) {
            builder.link(from, "target", link -> targetLink.forEach(one -> one.accept(link)));
        }
        if (brokenFrom >= 0) {
            String from = levels.get(brokenFrom).names.get(0);
            builder.router(
                            "hole",
                            node -> node.address("198.18.0.1")
                                    .address("2a09:9::1")
                                    .blackHole())
                    .link(from, "hole")
                    .destination("target6", node -> node.address(targetAddress6))
                    .link("hole", "target6");
        }
    }
}
