// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench.diagnosis;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.pathtracer.Protocol;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.testkit.FaultySpecimen;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.SimulatedSurroundings;
import org.pathtracer.testkit.SimulatedSurroundings.Service;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.Link;
import org.pathtracer.testkit.topology.NodeBuilder;

/**
 * Chains of 2 to 25 hops with up to three load balancers, over both families: a third zoo, made last. Here every link
 * loses a little, where the other zoos have one link that does; packets are doubled and overtake each other; several
 * balancers follow one another; and targets that answer echo requests only have bad branches, too.
 */
final class ChainZoo {
    static final List<FindingKind> KINDS = List.of(
            FindingKind.GATEWAY_SILENT,
            FindingKind.LOCAL_LOSS,
            FindingKind.LOCAL_DELAY,
            FindingKind.LINK_LOSS,
            FindingKind.QUEUE,
            FindingKind.BAD_BRANCH,
            FindingKind.FLAPPING,
            FindingKind.LOOP,
            FindingKind.BLACK_HOLE,
            FindingKind.UNREACHABLE,
            FindingKind.PROHIBITED,
            FindingKind.PORT_CLOSED,
            FindingKind.FILTERED,
            FindingKind.MTU_BLACK_HOLE);

    private static final int PORT = 443;
    /** Messages a second and at once: Linux, FreeBSD, what routers are said to have. */
    private static final int[][] LIMITS = {{1, 6}, {200, 200}, {1, 1}, {50, 10}, {500, 50}};

    /** The routers at one distance. */
    private static final class Stage {
        final List<String> names = new ArrayList<>();
        final Consumer<NodeBuilder> habits;
        final boolean hidden;
        final List<Consumer<NodeBuilder>> fault = new ArrayList<>();
        final List<Consumer<Link.Builder>> link = new ArrayList<>();

        Stage(Consumer<NodeBuilder> habits, boolean hidden) {
            this.habits = habits;
            this.hidden = hidden;
        }
    }

    private final Random random;
    private final String label;
    private final long seed;
    private final boolean ipv6;
    private final List<Stage> stages = new ArrayList<>();
    private final Stage target;
    private final List<Consumer<TopologyBuilder>> additions = new ArrayList<>();
    private final List<FaultySpecimen.Fault> faults = new ArrayList<>();
    private boolean asksPort;
    private boolean open = true;
    private Service service = Service.working(Duration.ofMillis(40));
    /** Between these a link loses packets, and no other that leads to the same router. */
    private String badFrom = "";

    private String badTo = "";
    private double badShare;

    private ChainZoo(String label, long seed, int least, boolean straight) {
        this.label = label;
        this.seed = seed;
        random = new Random(seed * 1_000_003 + label.hashCode());
        ipv6 = random.nextInt(3) == 0;
        asksPort = random.nextInt(3) > 0;
        int hops = 2 + random.nextInt(24);
        int routers = Math.max(least, hops - 1);
        for (int i = 0; i < routers; i++) {
            stages.add(stage(i, i > 0 && i < routers - 1 && random.nextInt(7) == 0));
        }
        target = stage(routers, false);
        int balancers = straight ? 0 : random.nextInt(4);
        for (int i = 0; i < balancers && routers > 4; i++) {
            widen(2 + random.nextInt(routers - 3), 2 + random.nextInt(3));
        }
        links();
    }

    private Stage stage(int index, boolean hidden) {
        boolean ignores = random.nextInt(5) == 0;
        int[] limit = LIMITS[random.nextInt(LIMITS.length)];
        boolean limited = random.nextInt(3) == 0;
        int slow = random.nextInt(6) == 0 ? 1 + random.nextInt(40) : 0;
        Stage stage = new Stage(
                node -> {
                    if (hidden) {
                        node.silent().ignoresEcho();
                    } else if (ignores) {
                        node.ignoresEcho();
                    }
                    if (limited && !hidden) {
                        node.icmpRate(limit[0], limit[1]);
                    }
                    node.icmpDelay(Duration.ofMillis(slow)).icmpJitter(Duration.ofMillis(slow));
                },
                hidden || ignores && limited && limit[0] < 10);
        stage.names.add("n" + index);
        return stage;
    }

    private void widen(int at, int width) {
        Stage stage = stages.get(at);
        for (int i = stage.names.size(); i < width; i++) {
            stage.names.add("n" + at + (char) ('a' + i));
        }
    }

    /** Round trips of 1 to 300 ms, most of them on one link; a loss of 1 % at most on all links together. */
    private void links() {
        double wanted = Math.exp(random.nextDouble() * Math.log(300));
        int far = random.nextInt(stages.size() + 1);
        double loss = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.01 / (stages.size() + 1);
        double jitter = random.nextDouble() * 2;
        boolean untidy = random.nextInt(4) == 0;
        for (int i = 0; i <= stages.size(); i++) {
            double delay = i == far ? wanted * 0.35 : wanted * 0.15 / (stages.size() + 1);
            boolean back = random.nextBoolean();
            at(i).link.add(link -> {
                link.delay(millis(delay)).jitter(millis(jitter * 0.5));
                if (back) {
                    link.returnLoss(loss);
                } else {
                    link.loss(loss);
                }
                if (untidy) {
                    link.duplication(0.002).reordering(0.01, Duration.ofMillis(3));
                }
            });
        }
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos((long) (millis * 1e6));
    }

    private Stage at(int index) {
        return index < stages.size() ? stages.get(index) : target;
    }

    static FaultySpecimen healthy(long seed) {
        return new ChainZoo("chain-healthy", seed, 1, false).specimen();
    }

    static FaultySpecimen of(FindingKind kind, long seed) {
        boolean straight = switch (kind) {
            case LOCAL_LOSS, LOCAL_DELAY, LINK_LOSS, QUEUE, PORT_CLOSED, GATEWAY_SILENT -> false;
            default -> true;
        };
        int least = switch (kind) {
            case GATEWAY_SILENT, LOCAL_LOSS, LOCAL_DELAY, PORT_CLOSED, FILTERED, MTU_BLACK_HOLE -> 1;
            case BLACK_HOLE -> 4;
            default -> 3;
        };
        ChainZoo zoo = new ChainZoo("chain-" + kind.name().toLowerCase(Locale.ROOT), seed, least, straight);
        zoo.make(kind);
        return zoo.specimen();
    }

    private void make(FindingKind kind) {
        int size = stages.size();
        int somewhere = 1 + random.nextInt(size);
        switch (kind) {
            case GATEWAY_SILENT -> {
                unanswered();
                plain(0).fault.add(node -> node.silent().ignoresEcho().blackHole());
                faults.add(new FaultySpecimen.Fault(kind, Set.of()));
            }
            case LOCAL_LOSS -> loss(kind, 0);
            case LINK_LOSS -> loss(kind, somewhere);
            case LOCAL_DELAY -> queue(kind, 0);
            case QUEUE -> queue(kind, somewhere);
            case BAD_BRANCH -> badBranch(1 + random.nextInt(size - 1));
            case FLAPPING -> flapping(1 + random.nextInt(size - 1));
            case LOOP -> {
                unanswered();
                int at = 1 + random.nextInt(size - 1);
                plain(at - 1);
                plain(at);
                additions.add(builder -> builder.route("n" + at, "n" + (at - 1)));
                fault(kind, at - 1, at);
            }
            case BLACK_HOLE -> {
                unanswered();
                int at = random.nextInt(size - 2);
                plain(at).fault.add(NodeBuilder::blackHole);
                fault(kind, at);
            }
            case UNREACHABLE, PROHIBITED -> {
                unanswered();
                int at = 1 + random.nextInt(size - 1);
                boolean rule = kind == FindingKind.PROHIBITED;
                plain(at).fault.add(node -> node.rejects(rule ? 13 : 0, rule ? 1 : 0));
                fault(kind, at);
            }
            case PORT_CLOSED -> {
                asksPort = true;
                open = false;
                service = service.failing(ServiceFailure.Phase.CONNECT, ServiceFailure.Reason.REFUSED);
                fault(kind, size);
            }
            case FILTERED -> {
                asksPort = true;
                unanswered();
                int at = random.nextInt(size);
                plain(at).fault.add(node -> node.drops(Protocol.TCP, PORT));
                faultBetween(kind, at, at + 1);
            }
            default -> {
                int bytes = 1300 + 4 * random.nextInt(40);
                at(somewhere).link.add(link -> link.mtu(bytes));
                at(somewhere - 1).fault.add(NodeBuilder::hidesMtu);
                faultBetween(kind, somewhere, somewhere);
            }
        }
    }

    private void unanswered() {
        service = service.failing(ServiceFailure.Phase.CONNECT, ServiceFailure.Reason.NO_ANSWER);
    }

    private void loss(FindingKind kind, int at) {
        double share = Math.exp(Math.log(0.04) + random.nextDouble() * Math.log(15));
        boolean back = random.nextInt(4) == 0;
        showNear(at);
        at(at).link.add(link -> {
            if (back) {
                link.returnLoss(share);
            } else {
                link.loss(share);
            }
        });
        faultBetween(kind, at, at);
    }

    private void queue(FindingKind kind, int at) {
        Duration longest = Duration.ofMillis(200 + random.nextInt(400));
        Duration period = Duration.ofMillis(40 + random.nextInt(500));
        showNear(at);
        at(at).link.add(link -> link.queue(longest, period));
        faultBetween(kind, at, at);
    }

    private void badBranch(int at) {
        plain(at - 1);
        plain(at);
        widen(at, 2 + random.nextInt(2));
        double share = 0.35 + 0.65 * random.nextDouble();
        String next = at + 1 < stages.size() ? "n" + (at + 1) : "target";
        badFrom = "n" + at + (char) ('a' + at(at).names.size() - 1);
        badTo = next;
        badShare = share;
        faults.add(new FaultySpecimen.Fault(FindingKind.BAD_BRANCH, addresses(List.of(badFrom))));
    }

    private void flapping(int at) {
        plain(at - 1);
        plain(at);
        widen(at, 2);
        int period = 250 + random.nextInt(1200);
        additions.add(builder -> {
            for (int i = 0; i * period < 12_000; i++) {
                builder.routeFrom(
                        Duration.ofMillis((long) i * period),
                        "n" + (at - 1),
                        at(at).names.get(i % 2));
            }
        });
        faults.add(new FaultySpecimen.Fault(FindingKind.FLAPPING, addresses(at(at).names)));
    }

    /** Without habits, so that the fault can be seen. */
    private Stage plain(int at) {
        Stage plain = new Stage(node -> {}, false);
        plain.names.addAll(stages.get(at).names);
        plain.link.addAll(stages.get(at).link);
        stages.set(at, plain);
        return plain;
    }

    /** Where neither end of the first link answers, it can't be told from the second. */
    private void showNear(int at) {
        if (at <= 1) {
            plain(0);
        }
    }

    private void fault(FindingKind kind, int... places) {
        List<String> names = new ArrayList<>();
        for (int place : places) {
            names.addAll(at(place).names);
        }
        faults.add(new FaultySpecimen.Fault(kind, addresses(names)));
    }

    /** At these, and as far behind as nothing answers. */
    private void faultBetween(FindingKind kind, int first, int last) {
        int end = last;
        while (end < stages.size() && at(end).hidden) {
            end++;
        }
        List<String> names = new ArrayList<>();
        for (int i = first; i <= end; i++) {
            names.addAll(at(i).names);
        }
        faults.add(new FaultySpecimen.Fault(kind, addresses(names)));
    }

    private Set<InetAddress> addresses(Collection<String> names) {
        Set<InetAddress> all = new LinkedHashSet<>();
        for (String name : names) {
            try {
                all.add(InetAddress.getByName(literal(name)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(name, e);
            }
        }
        return all;
    }

    private String literal(String name) {
        if (name.equals("target") || name.equals("n" + stages.size())) {
            return ipv6 ? "2001:db8:ffff::80" : "203.0.113.80";
        }
        int letter = Character.isDigit(name.charAt(name.length() - 1)) ? 0 : name.charAt(name.length() - 1) - 'a';
        int index = Integer.parseInt(name.replaceAll("[^0-9]", ""));
        boolean first = index == 0;
        return ipv6
                ? first ? "fd00:1::1" : "2a0%d:77:%x::%d".formatted(index / 6, index, 1 + letter)
                : first ? "192.168.1.1" : "%d.20.%d.%d".formatted(45 + index / 6, index, 1 + letter);
    }

    private FaultySpecimen specimen() {
        TopologyBuilder builder =
                Topology.builder().source("host", node -> node.address(ipv6 ? "fd00:1::9" : "192.168.1.9"));
        for (Stage stage : stages) {
            for (String name : stage.names) {
                builder.router(name, node -> {
                    node.address(literal(name));
                    stage.habits.accept(node);
                    stage.fault.forEach(one -> one.accept(node));
                });
            }
        }
        builder.destination("target", node -> {
            node.address(literal("target"));
            if (open) {
                node.tcpOpen(PORT).tcpOpen(80);
            }
        });
        List<String> before = List.of("host");
        for (int i = 0; i <= stages.size(); i++) {
            List<String> here = i < stages.size() ? at(i).names : List.of("target");
            List<Consumer<Link.Builder>> options = at(i).link;
            for (String from : before) {
                for (String to : here) {
                    builder.link(from, to, link -> {
                        options.forEach(one -> one.accept(link));
                        if (from.equals(badFrom) && to.equals(badTo)) {
                            link.loss(badShare);
                        }
                    });
                }
            }
            before = here;
        }
        additions.forEach(one -> one.accept(builder));
        SimulatedNetwork network = SimulatedNetwork.of(builder.build(), seed);
        if (random.nextBoolean()) {
            network = network.surroundedBy(SimulatedSurroundings.builder()
                    .host(ipv6 ? "fd00:1::9" : "192.168.1.9", ipv6 ? 64 : 24)
                    .gateway(literal("n0"))
                    .service(service)
                    .build());
        }
        String text = literal("target");
        return new FaultySpecimen(
                label + "-" + seed, network, asksPort ? (ipv6 ? "[" + text + "]" : text) + ":" + PORT : text, faults);
    }
}
