// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench.diagnosis;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
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
import org.pathtracer.testkit.topology.Balancing;
import org.pathtracer.testkit.topology.Link;
import org.pathtracer.testkit.topology.NodeBuilder;

/**
 * Networks that were made apart from the testkit's zoo, with other lengths, delays, losses and peculiarities, to see
 * whether diagnoses hold where nothing was fitted: log-normal delays, losses in bursts, several silent hops in a row,
 * tunnels that hide hops, balancers that send each packet its own way, answers from other addresses, limits of the
 * sizes that kernels have. Many know nothing of the host's surroundings.
 */
final class ForeignZoo {
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
            FindingKind.HOST_DOWN,
            FindingKind.MTU_BLACK_HOLE);

    /** Where only some flows would meet the fault behind a load balancer. */
    private static final Set<FindingKind> STRAIGHT = Set.of(
            FindingKind.BAD_BRANCH,
            FindingKind.FLAPPING,
            FindingKind.LOOP,
            FindingKind.BLACK_HOLE,
            FindingKind.UNREACHABLE,
            FindingKind.PROHIBITED,
            FindingKind.FILTERED,
            FindingKind.MTU_BLACK_HOLE);

    private static final int PORT = 8443;
    /** Errors a second and at once: Linux per destination, FreeBSD, Linux in all, others. */
    private static final int[][] LIMITS = {{1, 6}, {200, 200}, {1000, 50}, {2, 3}, {20, 10}, {100, 10}};

    private static final class Hop {
        final String name;
        final List<Consumer<NodeBuilder>> options = new ArrayList<>();
        final List<Consumer<Link.Builder>> link = new ArrayList<>();
        final List<String> addresses = new ArrayList<>();
        boolean hidden;
        boolean dim;

        Hop(String name) {
            this.name = name;
        }

        void plain() {
            options.clear();
            hidden = false;
            dim = false;
        }
    }

    private final Random random;
    private final String label;
    private final long seed;
    private final List<Hop> hops = new ArrayList<>();
    private final Hop target = new Hop("target");
    private final List<Consumer<TopologyBuilder>> additions = new ArrayList<>();
    private final List<FaultySpecimen.Fault> faults = new ArrayList<>();
    private final boolean automatic;
    private boolean asksPort;
    private boolean open = true;
    /** The link behind this hop loses packets, that of those beside it does not. */
    private int badLink = -2;

    private double badLoss;
    private Service service = Service.working(Duration.ofMillis(40));

    private ForeignZoo(String label, long seed, int least, boolean plainWay) {
        this.label = label;
        this.seed = seed;
        random = new Random(seed * 31 + label.hashCode());
        automatic = random.nextInt(3) == 0;
        asksPort = random.nextBoolean();
        int count = Math.max(least, (int) Math.min(20, Math.round(lognormal(8, 0.6))));
        for (int i = 0; i < count; i++) {
            Hop hop = new Hop("n" + (i + 1));
            hop.addresses.add(
                    automatic
                            ? "10.0.0." + (i + 1)
                            : i == 0
                                    ? "172.20.0.1"
                                    : "%d.%d.%d.%d"
                                            .formatted(
                                                    20 + random.nextInt(80),
                                                    random.nextInt(256),
                                                    random.nextInt(256),
                                                    1 + i));
            hops.add(hop);
        }
        target.addresses.add(automatic ? "10.0.0." + (count + 1) : "203.0.113.77");
        peculiarities(plainWay);
        links();
    }

    private double lognormal(double median, double sigma) {
        return median * Math.exp(sigma * random.nextGaussian());
    }

    private Duration millis(double millis) {
        return Duration.ofNanos((long) (millis * 1e6));
    }

    private void peculiarities(boolean plainWay) {
        for (Hop hop : hops) {
            boolean first = hop == hops.get(0);
            boolean ignores = random.nextInt(4) == 0;
            if (ignores) {
                hop.options.add(NodeBuilder::ignoresEcho);
            }
            if (random.nextInt(3) == 0) {
                int[] limit = LIMITS[random.nextInt(LIMITS.length)];
                hop.options.add(node -> node.icmpRate(limit[0], limit[1]));
                hop.dim = ignores && limit[0] < 10;
            }
            if (random.nextInt(4) == 0) {
                double slow = Math.min(200, lognormal(8, 1));
                hop.options.add(node -> node.icmpDelay(millis(slow / 2)).icmpJitter(millis(slow)));
            }
            int ttl = List.of(64, 128, 255).get(random.nextInt(3));
            hop.options.add(node -> node.initialTtl(ttl));
            if (!first && random.nextInt(5) == 0) {
                String other = "198.51.100." + (1 + hops.indexOf(hop));
                hop.addresses.add(other);
                hop.link.add(link -> link.toAddress(other));
            }
        }
        if (random.nextInt(5) < 2 && hops.size() > 3) {
            hide(node -> node.silent().ignoresEcho());
        }
        if (random.nextInt(5) == 0 && hops.size() > 3) {
            hide(NodeBuilder::keepsTtl);
        }
        if (!plainWay && hops.size() > 4 && random.nextInt(3) == 0) {
            balance(2 + random.nextInt(hops.size() - 3), 2, random.nextInt(3) == 0);
        }
    }

    private void hide(Consumer<NodeBuilder> how) {
        int start = 1 + random.nextInt(hops.size() - 2);
        int count = 1 + random.nextInt(4);
        for (Hop hop : hops.subList(start, Math.min(start + count, hops.size() - 1))) {
            hop.plain();
            hop.hidden = true;
            hop.options.add(how);
        }
    }

    private void balance(int at, int width, boolean perPacket) {
        Hop before = hops.get(at - 1);
        before.options.add(node -> node.balancing(perPacket ? Balancing.perPacket() : Balancing.perFlow()));
        String next = at + 1 < hops.size() ? hops.get(at + 1).name : target.name;
        Hop beside = hops.get(at);
        for (int i = 1; i < width; i++) {
            String name = beside.name + "x" + i;
            String address = "192.0.2." + (at * 8 + i);
            beside.addresses.add(address);
            Hop behind = at + 1 < hops.size() ? hops.get(at + 1) : target;
            additions.add(builder -> builder.router(name, node -> node.address(address))
                    .link(before.name, name, link -> delays(beside).forEach(one -> one.accept(link)))
                    .link(name, next, link -> delays(behind).forEach(one -> one.accept(link))));
        }
    }

    /** Without the addresses, which one link only can have. */
    private static List<Consumer<Link.Builder>> delays(Hop hop) {
        return hop.link.subList(
                hop.addresses.stream().anyMatch(one -> one.startsWith("198.51.100")) ? 1 : 0, hop.link.size());
    }

    private void links() {
        List<Hop> all = new ArrayList<>(hops);
        all.add(target);
        double budget = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.01;
        Hop lossy = all.get(random.nextInt(all.size()));
        for (Hop hop : all) {
            double delay = Math.min(110, lognormal(1.5, 1.2));
            double jitter = Math.min(12, lognormal(0.4, 1.1));
            double burst = 1 + 3 * random.nextDouble();
            hop.link.add(link -> {
                link.delay(millis(delay)).jitter(millis(jitter));
                if (hop == lossy) {
                    link.loss(budget).lossBurst(burst);
                }
            });
        }
    }

    // Faults.

    static FaultySpecimen healthy(long seed) {
        return new ForeignZoo("foreign-healthy", seed, 1, false).specimen();
    }

    static FaultySpecimen of(FindingKind kind, long seed) {
        boolean plainWay = STRAIGHT.contains(kind);
        int least = switch (kind) {
            case GATEWAY_SILENT, LOCAL_LOSS, LOCAL_DELAY, PORT_CLOSED, FILTERED, MTU_BLACK_HOLE -> 1;
            case BLACK_HOLE -> 4;
            default -> 3;
        };
        ForeignZoo zoo = new ForeignZoo("foreign-" + kind.name().toLowerCase(Locale.ROOT), seed, least, plainWay);
        zoo.make(kind);
        return zoo.specimen();
    }

    private void make(FindingKind kind) {
        int any = 1 + random.nextInt(hops.size());
        switch (kind) {
            case GATEWAY_SILENT -> {
                hops.get(0).plain();
                hops.get(0).options.add(node -> node.silent().ignoresEcho().blackHole());
                unanswered();
                fault(kind, Set.of());
            }
            case LOCAL_LOSS -> loss(kind, 0);
            case LINK_LOSS -> loss(kind, any);
            case LOCAL_DELAY -> queue(kind, 0);
            case QUEUE -> queue(kind, any);
            case BAD_BRANCH -> branch();
            case FLAPPING -> flapping();
            case LOOP -> {
                int at = 1 + random.nextInt(hops.size() - 1);
                hops.get(at).plain();
                hops.get(at - 1).plain();
                additions.add(builder -> builder.route(hops.get(at).name, hops.get(at - 1).name));
                unanswered();
                Set<String> both = new LinkedHashSet<>(hops.get(at).addresses);
                both.addAll(hops.get(at - 1).addresses);
                fault(kind, both);
            }
            case BLACK_HOLE -> {
                int at = random.nextInt(hops.size() - 2);
                showFirst(at);
                hops.get(at).options.add(NodeBuilder::blackHole);
                unanswered();
                fault(kind, near(at));
            }
            case UNREACHABLE -> rejecting(kind, any - 1, random.nextInt(2));
            case PROHIBITED -> rejecting(kind, any - 1, 13);
            case PORT_CLOSED -> {
                open = false;
                asksPort = true;
                service = service.failing(ServiceFailure.Phase.CONNECT, ServiceFailure.Reason.REFUSED);
                fault(kind, Set.copyOf(target.addresses));
            }
            case FILTERED -> {
                asksPort = true;
                unanswered();
                if (any == hops.size()) {
                    target.options.add(node -> node.tcpFiltered(PORT));
                    fault(kind, Set.copyOf(target.addresses));
                } else {
                    hops.get(any - 1).options.add(node -> node.drops(Protocol.TCP, PORT));
                    Set<String> places = far(any);
                    places.addAll(hops.get(any - 1).addresses);
                    fault(kind, places);
                }
            }
            case HOST_DOWN -> {
                // What reports it; without that, nothing tells it from a black hole among such addresses.
                open = false;
                target.options.add(node -> node.silent().ignoresEcho().filters());
                Hop last = hops.get(hops.size() - 1);
                last.plain();
                last.options.add(node -> node.rejects(1, 3).icmpDelay(Duration.ofMillis(3050)));
                unanswered();
                fault(kind, Set.copyOf(target.addresses));
            }
            default -> {
                int bytes = 1000 + 8 * random.nextInt(60);
                int at = any;
                link(at).add(link -> link.mtu(bytes));
                hops.get(at - 1).options.add(NodeBuilder::hidesMtu);
                fault(kind, far(at));
            }
        }
    }

    private void unanswered() {
        service = service.failing(ServiceFailure.Phase.CONNECT, ServiceFailure.Reason.NO_ANSWER);
    }

    private void rejecting(FindingKind kind, int at, int code) {
        Hop hop = hops.get(Math.max(1, at));
        hop.plain();
        hop.options.add(node -> node.rejects(code, code == 13 ? 1 : 0));
        unanswered();
        fault(kind, new LinkedHashSet<>(hop.addresses));
    }

    private void showFirst(int at) {
        if (at <= 1 && (hops.get(0).hidden || hops.get(0).dim)) {
            hops.get(0).plain();
        }
    }

    private void loss(FindingKind kind, int at) {
        double loss = 0.04 + 0.56 * Math.pow(random.nextDouble(), 2);
        double burst = 1 + random.nextInt(3);
        showFirst(at);
        link(at).add(link -> link.loss(loss).lossBurst(burst));
        fault(kind, far(at));
    }

    private void queue(FindingKind kind, int at) {
        Duration most = Duration.ofMillis(250 + random.nextInt(700));
        Duration period = Duration.ofMillis((long) Math.min(1000, lognormal(150, 0.8)));
        showFirst(at);
        link(at).add(link -> {
            if (random.nextBoolean()) {
                link.queue(most, period);
            } else {
                link.returnQueue(most, period);
            }
        });
        fault(kind, far(at));
    }

    private void branch() {
        int at = 1 + random.nextInt(hops.size() - 1);
        hops.get(at).plain();
        hops.get(at - 1).plain();
        hops.get(at).link.removeIf(one -> hops.get(at).addresses.size() > 1);
        while (hops.get(at).addresses.size() > 1) {
            hops.get(at).addresses.remove(1);
        }
        hops.get(at).link.add(link -> link.delay(Duration.ofMillis(2)));
        Set<String> own = new LinkedHashSet<>(hops.get(at).addresses);
        double loss = 0.3 + 0.7 * random.nextDouble();
        balance(at, 2 + random.nextInt(3), false);
        badLink = at;
        badLoss = loss;
        asksPort = true;
        fault(FindingKind.BAD_BRANCH, own);
    }

    private void flapping() {
        int at = 1 + random.nextInt(hops.size() - 1);
        hops.get(at).plain();
        balance(at, 2, false);
        String before = hops.get(at - 1).name;
        String one = hops.get(at).name;
        List<String> ways = List.of(one, one + "x1");
        List<Long> times = new ArrayList<>();
        for (double time = 0; time < 12_000; time += 200 + Math.min(2000, lognormal(600, 0.7))) {
            times.add((long) time);
        }
        additions.add(builder -> {
            for (int i = 0; i < times.size(); i++) {
                builder.routeFrom(Duration.ofMillis(times.get(i)), before, ways.get(i % 2));
            }
        });
        fault(FindingKind.FLAPPING, new LinkedHashSet<>(hops.get(at).addresses));
    }

    private List<Consumer<Link.Builder>> link(int at) {
        return at < hops.size() ? hops.get(at).link : target.link;
    }

    private Set<String> near(int at) {
        int answering = at;
        while (answering > 0 && hops.get(answering).hidden) {
            answering--;
        }
        return new LinkedHashSet<>(hops.get(answering).addresses);
    }

    private Set<String> far(int at) {
        Set<String> all = new LinkedHashSet<>();
        for (int i = at; i < hops.size(); i++) {
            Hop hop = hops.get(i);
            all.addAll(hop.hidden ? List.of() : hop.addresses);
            if (!hop.hidden && !hop.dim) {
                return all;
            }
        }
        all.addAll(target.addresses);
        return all;
    }

    private void fault(FindingKind kind, Set<String> places) {
        Set<InetAddress> all = new LinkedHashSet<>();
        for (String place : places) {
            try {
                all.add(InetAddress.getByName(place));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(place, e);
            }
        }
        faults.add(new FaultySpecimen.Fault(kind, all));
    }

    private FaultySpecimen specimen() {
        TopologyBuilder builder =
                Topology.builder().source("me", node -> node.address(automatic ? "10.255.0.1" : "172.20.0.9"));
        for (Hop hop : hops) {
            builder.router(hop.name, node -> {
                node.address(hop.addresses.get(0));
                hop.options.forEach(option -> option.accept(node));
            });
        }
        builder.destination(target.name, node -> {
            node.address(target.addresses.get(0));
            if (open) {
                node.tcpOpen(PORT).tcpOpen(80);
            }
            target.options.forEach(option -> option.accept(node));
        });
        String before = "me";
        List<Hop> all = new ArrayList<>(hops);
        all.add(target);
        for (int i = 0; i < all.size(); i++) {
            int at = i;
            builder.link(before, all.get(at).name, link -> {
                all.get(at).link.forEach(one -> one.accept(link));
                if (at - 1 == badLink) {
                    link.loss(badLoss);
                }
            });
            before = all.get(at).name;
        }
        additions.forEach(one -> one.accept(builder));
        SimulatedNetwork network = SimulatedNetwork.of(builder.build(), seed);
        if (random.nextBoolean()) {
            SimulatedSurroundings.Builder around =
                    SimulatedSurroundings.builder().service(service);
            around.host(automatic ? "10.255.0.1" : "172.20.0.9", 16);
            around.gateway(hops.get(0).addresses.get(0));
            network = network.surroundedBy(around.build());
        }
        String text = target.addresses.get(0) + (asksPort ? ":" + PORT : "");
        return new FaultySpecimen(label + "-" + seed, network, text, faults);
    }
}
