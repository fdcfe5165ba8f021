// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.pathtracer.Protocol;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.TlsDistrust;
import org.pathtracer.testkit.SimulatedSurroundings.NameServer;
import org.pathtracer.testkit.check.Checks;
import org.pathtracer.testkit.topology.Balancing;
import org.pathtracer.testkit.topology.NodeBuilder;

/** Puts a fault into a network of the zoo, and says where it is. */
final class ZooFaults {
    private static final double LEAST_LOSS = 0.03;
    private static final double MOST_LOSS = 0.9;

    private final ZooNetwork network;
    private final ZooPath path;
    private final SplittableRandom random;
    private final int size;

    ZooFaults(ZooNetwork network) {
        this.network = network;
        path = network.path;
        random = network.random;
        size = path.levels.size();
    }

    /** How many routers a path needs for a fault to be there, and to be told from others by any means. */
    static int leastRouters(FindingKind kind) {
        return switch (kind) {
            case BAD_BRANCH, FLAPPING, FAMILY_BROKEN, QUEUE, LINK_LOSS -> 3;
            case BLACK_HOLE -> 4;
            case LOOP, UNREACHABLE, PROHIBITED -> 2;
            default -> 1;
        };
    }

    /** Whether several ways side by side would be the fault itself, or hide it. */
    static boolean straight(FindingKind kind) {
        return kind == FindingKind.LOOP || kind == FindingKind.FLAPPING || kind == FindingKind.BAD_BRANCH;
    }

    void make(FindingKind kind) {
        switch (kind) {
            case NO_LINK -> {
                network.connected = false;
                network.fault(kind, Set.of());
            }
            case NO_DEFAULT_ROUTE -> {
                network.routed = false;
                network.servers.replaceAll((server, old) -> NameServer.dead());
                network.fault(kind, Set.of());
            }
            case GATEWAY_SILENT -> gatewaySilent();
            case LOCAL_LOSS -> loss(kind, 0);
            case LINK_LOSS -> loss(kind, somewhere());
            case LOCAL_DELAY -> queue(kind, 0);
            case QUEUE -> queue(kind, somewhere());
            case BAD_BRANCH -> badBranch();
            case FLAPPING -> flapping();
            case LOOP -> loop();
            case BLACK_HOLE -> blackHole();
            case UNREACHABLE -> {
                int at = 1 + random.nextInt(size - 1);
                int code = List.of(0, 1, 6, 7).get(random.nextInt(4));
                path.levels.get(at).plain();
                path.levels.get(at).option(node -> node.rejects(code, code == 0 ? 0 : 3));
                unanswered();
                network.fault(kind, path.levels.get(at).all());
            }
            case PROHIBITED -> prohibited();
            case PORT_CLOSED -> {
                network.closed = true;
                network.service = network.service.failing(ServiceFailure.Phase.CONNECT, ServiceFailure.Reason.REFUSED);
                network.needsPort();
                network.fault(kind, network.target());
            }
            case FILTERED -> filtered();
            case HOST_DOWN -> hostDown();
            case MTU_BLACK_HOLE -> mtu();
            case FAMILY_BROKEN -> family();
            case RESOLVER_DEAD, RESOLVER_SLOW, RESOLVER_LYING, NAME_UNKNOWN -> resolver(kind);
            case TLS -> tls();
            case SERVICE_SLOW -> {
                network.asked = ZooNetwork.Asked.URL;
                network.service = network.service.answeringAfter(
                        network.service.roundTrip().plusMillis(1000 + random.nextInt(4000)));
                network.fault(kind, Set.of());
            }
            case SERVICE_FAILING -> {
                network.asked = ZooNetwork.Asked.URL;
                network.service = random.nextInt(3) == 0
                        ? network.service.failing(ServiceFailure.Phase.ANSWER, ServiceFailure.Reason.BROKEN)
                        : network.service.withStatus(500 + random.nextInt(5));
                network.fault(kind, Set.of());
            }
            case PORTAL -> {
                network.asked = ZooNetwork.Asked.URL;
                network.secure = false;
                network.service = switch (random.nextInt(4)) {
                    case 0 -> network.service.withStatus(511);
                    case 1 -> network.service.redirectingTo("http://192.168.7.1:8080/login");
                    default -> network.service.redirectingTo("http://login.hotel-guest.net/start");
                };
                network.fault(kind, Set.of());
            }
            default -> throw new IllegalArgumentException(kind.name());
        }
    }

    /** Access, transit and the last links alike, whatever the length. */
    private int somewhere() {
        return switch (random.nextInt(4)) {
            case 0 -> 1;
            case 1 -> size;
            default -> 1 + random.nextInt(size);
        };
    }

    private void unanswered() {
        network.service = network.service.failing(ServiceFailure.Phase.CONNECT, ServiceFailure.Reason.NO_ANSWER);
    }

    private void gatewaySilent() {
        path.levels.get(0).option(node -> node.silent().ignoresEcho().blackHole());
        unanswered();
        network.literal();
        network.fault(FindingKind.GATEWAY_SILENT, Set.of());
    }

    /** Where neither end of the local link answers, it can't be told from the next one. */
    private void showGateway() {
        if (path.levels.get(0).silent || path.levels.get(0).dim) {
            path.levels.get(0).plain();
        }
    }

    private void loss(FindingKind kind, int at) {
        double loss = LEAST_LOSS * Math.pow(MOST_LOSS / LEAST_LOSS, random.nextDouble());
        int direction = path.returnsElsewhere ? 2 : random.nextInt(6);
        double burst = random.nextInt(5) == 0 ? 1 + 3 * random.nextDouble() : 1;
        if (at <= 1) {
            showGateway();
        }
        path.linkTo(at).add(link -> {
            if (direction > 1) {
                link.loss(loss);
            }
            if (direction < 2) {
                link.returnLoss(loss);
            }
            link.lossBurst(burst);
        });
        network.fault(kind, path.far(at, network.target()));
    }

    /** With a varying length that is new for each packet, or with load that comes and goes. */
    private void queue(FindingKind kind, int at) {
        Duration longest = Duration.ofMillis(100 + random.nextInt(300));
        Duration period = Duration.ofMillis(30 + random.nextInt(400));
        int shape = path.returnsElsewhere ? 2 * random.nextInt(2) : random.nextInt(4);
        if (at <= 1) {
            showGateway();
        }
        path.linkTo(at).add(link -> {
            switch (shape) {
                case 0 -> link.jitter(longest);
                case 1 -> link.returnJitter(longest);
                case 2 -> link.queue(longest.multipliedBy(2), period);
                default -> link.returnQueue(longest.multipliedBy(2), period);
            }
        });
        network.fault(kind, path.far(at, network.target()));
    }

    private void badBranch() {
        int at = 1 + random.nextInt(size - 1);
        ZooLevel level = path.levels.get(at);
        level.plain();
        path.levels.get(at - 1).option(node -> node.balancing(Balancing.perFlow()));
        path.widen(at, 2 + random.nextInt(3));
        String bad = level.names.get(level.names.size() - 1);
        double loss = random.nextBoolean() ? 1 : 0.4 + 0.6 * random.nextDouble();
        Set<String> places = new LinkedHashSet<>(level.of(bad));
        if (random.nextInt(3) == 0) {
            level.linkTo.put(bad, link -> link.loss(loss));
            // What nothing gets to is not seen: then the load balancer before it is as near as one can tell.
            places.addAll(path.near(at - 1));
        } else {
            level.linkFrom.put(bad, link -> link.loss(loss));
        }
        network.needsPort();
        network.fault(FindingKind.BAD_BRANCH, places);
    }

    private void flapping() {
        int at = 1 + random.nextInt(size - 1);
        ZooLevel level = path.levels.get(at);
        level.plain();
        path.widen(at, 2);
        String before = path.levels.get(at - 1).names.get(0);
        long period = 300L + random.nextInt(1500);
        int times = (int) (12_000 / period);
        path.additions.add(builder -> {
            for (int i = 0; i < times; i++) {
                builder.routeFrom(Duration.ofMillis(i * period), before, level.names.get(i % 2));
            }
        });
        network.fault(FindingKind.FLAPPING, level.all());
    }

    private void loop() {
        int length = Math.min(size, 2 + random.nextInt(3));
        int last = length - 1 + random.nextInt(size - length + 1);
        Set<String> all = new LinkedHashSet<>();
        for (int i = last - length + 1; i <= last; i++) {
            // One of a longer loop may be silent.
            if (i == last || length == 2) {
                path.levels.get(i).plain();
            }
            all.addAll(path.levels.get(i).all());
        }
        if (length == 2) {
            path.additions.add(builder -> builder.route(
                    path.levels.get(last).names.get(0),
                    path.levels.get(last - 1).names.get(0)));
        } else {
            String end = path.levels.get(last).names.get(0);
            String begin = path.levels.get(last - length + 1).names.get(0);
            path.additions.add(builder -> builder.link(end, begin).route(end, begin));
        }
        unanswered();
        network.fault(FindingKind.LOOP, all);
    }

    /** Nothing gets on, or nothing gets back. At the target's own network it would be the same as a dead host. */
    private void blackHole() {
        int at = random.nextInt(size - 2);
        if (at == 0) {
            showGateway();
        }
        boolean back = random.nextInt(4) == 0;
        if (back) {
            path.linkTo(at + 1).add(link -> link.returnLoss(1));
            path.additions.removeIf(one -> true);
        } else {
            path.levels.get(at).option(NodeBuilder::blackHole);
        }
        unanswered();
        network.fault(FindingKind.BLACK_HOLE, path.near(at));
    }

    private void prohibited() {
        int at = 1 + random.nextInt(size - 1);
        int code = List.of(9, 10, 13).get(random.nextInt(3));
        path.levels.get(at).plain();
        boolean onlyPort = random.nextInt(3) == 0;
        if (onlyPort) {
            network.needsPort();
        }
        boolean port = onlyPort && network.asked != ZooNetwork.Asked.ADDRESS;
        path.levels.get(at).option(node -> {
            if (port) {
                node.prohibits(Protocol.TCP, ZooNetwork.PORT, code, 1);
            } else {
                node.rejects(code, 1);
            }
        });
        unanswered();
        network.fault(FindingKind.PROHIBITED, path.levels.get(at).all());
    }

    /** At the target, or at a router before it; one port, or all of TCP. */
    private void filtered() {
        int at = random.nextInt(size + 1);
        network.needsPort();
        unanswered();
        if (at == size || at == 0) {
            path.targetOptions.add(node -> node.tcpFiltered(ZooNetwork.PORT));
            network.fault(FindingKind.FILTERED, network.target());
            return;
        }
        boolean port = random.nextBoolean();
        path.levels.get(at).option(node -> {
            if (port) {
                node.drops(Protocol.TCP, ZooNetwork.PORT);
            } else {
                node.drops(Protocol.TCP);
            }
        });
        Set<String> places = path.far(at + 1, network.target());
        places.addAll(path.levels.get(at).all());
        network.fault(FindingKind.FILTERED, places);
    }

    /** Linux reports a neighbour that it can't find after 3 s; other routers take 1 to 4 s, or say nothing. */
    private void hostDown() {
        path.targetOptions.add(node -> node.silent().ignoresEcho().filters());
        network.closed = true;
        unanswered();
        ZooLevel last = path.levels.get(size - 1);
        boolean reports = random.nextInt(3) > 0 || size == 1;
        last.plain();
        if (reports) {
            int millis = 1000 + random.nextInt(2400);
            last.option(node -> node.rejects(1, 3).icmpDelay(Duration.ofMillis(millis)));
        } else {
            // Else nothing tells it from a black hole before.
            path.moveNearTarget();
        }
        network.fault(FindingKind.HOST_DOWN, network.target());
    }

    private void mtu() {
        int at = 1 + random.nextInt(size);
        int bytes = 1290 + random.nextInt(190);
        path.linkTo(at).add(link -> link.mtu(bytes));
        path.levels.get(at - 1).option(NodeBuilder::hidesMtu);
        network.service = switch (random.nextInt(4)) {
            // Large segments are avoided there: the service works.
            case 0 -> network.service;
            case 1 -> network.service.failing(ServiceFailure.Phase.ANSWER, ServiceFailure.Reason.NO_ANSWER);
            default -> network.service.failing(ServiceFailure.Phase.TLS, ServiceFailure.Reason.NO_ANSWER);
        };
        network.fault(FindingKind.MTU_BLACK_HOLE, path.far(at, network.target()));
    }

    /** One family goes another way from some hop on, which is dead or much longer. */
    private void family() {
        network.dual = true;
        network.named();
        network.servers.replaceAll((server, old) -> network.answering());
        network.ipv6 = random.nextInt(4) == 0;
        network.familyApart = true;
        // The family that does not work is the one that is not "ipv6".
        boolean broken6 = !network.ipv6;
        String address = broken6 ? network.target6() : network.target4();
        boolean dead = random.nextInt(3) > 0;
        long extra = 140L + random.nextInt(150);
        int from = 1 + random.nextInt(size - 1);
        String router = path.levels.get(from).names.get(0);
        path.additions.add(builder -> builder.router("apart", node -> {
                    node.address(broken6 ? "2a09:9::1" : "198.18.0.1");
                    if (dead) {
                        node.blackHole();
                    }
                })
                .link(router, "apart", link -> link.delay(Duration.ofMillis(extra)))
                .destination(
                        "other",
                        node -> node.address(address).tcpOpen(ZooNetwork.PORT).tcpOpen(80))
                .link("apart", "other"));
        network.fault(FindingKind.FAMILY_BROKEN, Set.of(address));
    }

    private void resolver(FindingKind kind) {
        network.named();
        String first = network.servers.keySet().iterator().next();
        switch (kind) {
            case RESOLVER_DEAD -> {
                boolean all = random.nextBoolean();
                network.servers.replaceAll((server, old) -> all || server.equals(first) ? NameServer.dead() : old);
                network.fault(kind, all ? network.servers.keySet() : Set.of(first));
            }
            case RESOLVER_SLOW -> {
                Duration delay = Duration.ofMillis(600 + random.nextInt(800));
                network.servers.put(first, NameServer.answering(delay, network.addresses()));
                network.fault(kind, Set.of(first));
            }
            case RESOLVER_LYING -> lying();
            default -> {
                boolean denies = random.nextInt(3) > 0;
                network.servers.replaceAll((server, old) -> denies
                        ? NameServer.denying(Duration.ofMillis(1 + random.nextInt(100)))
                        : NameServer.answering(Duration.ofMillis(1 + random.nextInt(100)), List.of()));
                network.fault(kind, Set.of());
            }
        }
    }

    private void lying() {
        network.ipv6 = false;
        network.servers.put(ZooAddresses.GATEWAY, network.answering());
        network.servers.put("9.9.9.10", network.answering());
        List<String> all = List.copyOf(network.servers.keySet());
        String liar = all.get(random.nextInt(all.size()));
        List<String> lies = List.of("192.168.7.1", "10.0.0.1", "0.0.0.0", "127.0.0.1", "172.16.5.5");
        network.servers.replaceAll((server, old) -> server.equals(liar) ? old : network.answering());
        network.servers.put(
                liar,
                random.nextInt(6) == 0
                        ? NameServer.denying(Duration.ofMillis(3))
                        : NameServer.answering(
                                Duration.ofMillis(1 + random.nextInt(60)),
                                List.of(Checks.address(lies.get(random.nextInt(lies.size()))))));
        network.fault(FindingKind.RESOLVER_LYING, Set.of(liar));
    }

    private void tls() {
        network.named();
        TlsDistrust.Kind[] kinds = {
            TlsDistrust.Kind.EXPIRED, TlsDistrust.Kind.OTHER_NAME, TlsDistrust.Kind.UNKNOWN_ISSUER
        };
        int which = random.nextInt(kinds.length + 1);
        network.service = which < kinds.length
                ? network.service.distrusted(new TlsDistrust(kinds[which], "simulated: " + kinds[which]))
                : network.service.failing(ServiceFailure.Phase.TLS, ServiceFailure.Reason.BROKEN);
        network.fault(FindingKind.TLS, Set.of());
    }
}
