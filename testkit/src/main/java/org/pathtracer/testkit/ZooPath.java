// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.pathtracer.testkit.topology.Balancing;
import org.pathtracer.testkit.topology.Link;
import org.pathtracer.testkit.topology.NodeBuilder;

/**
 * The routers between a host and a target, and what healthy ones do, too: silence, limits, slow answers, load
 * balancing, translation, tunnels that hide their hops, smaller packets, another way back, changed header fields, some
 * loss.
 */
final class ZooPath {
    private static final int MOST_ROUTERS = 24;
    private static final int INTERFACE_MTU = 1500;
    private static final long MICRO = 1000;

    private final SplittableRandom random;
    private final ZooAddresses addresses;
    final List<ZooLevel> levels = new ArrayList<>();
    /** Of the link that leads to the target. */
    final List<Consumer<Link.Builder>> targetLink = new ArrayList<>();

    final List<Consumer<TopologyBuilder>> additions = new ArrayList<>();
    final List<Consumer<NodeBuilder>> targetOptions = new ArrayList<>();
    /** The target's answers take another way: what happens to others on the way back tells nothing of them. */
    boolean returnsElsewhere;

    /** Sum of all delays there and back. */
    Duration roundTrip = Duration.ZERO;

    /** A path with so many routers at least. */
    ZooPath(SplittableRandom random, ZooAddresses addresses, int least, boolean straight) {
        this.random = random;
        this.addresses = addresses;
        int routers = Math.max(least, 1 + random.nextInt(MOST_ROUTERS));
        boolean carrier = random.nextInt(5) == 0;
        for (int i = 0; i < routers; i++) {
            levels.add(level(i, routers, carrier));
        }
        if (!straight) {
            balance();
            hideSome();
        }
        translate(carrier);
        delays();
        levels.get(0).link.add(link -> link.mtu(INTERFACE_MTU));
        shrink();
        if (!straight && !carrier && routers > 2 && random.nextInt(8) == 0) {
            returnElsewhere();
        }
    }

    private ZooLevel level(int index, int routers, boolean carrier) {
        ZooLevel level = new ZooLevel();
        boolean near = index > 0 && index >= routers - 2 && random.nextInt(10) < 7;
        List<String> own = index == 0
                ? addresses.ofGateway()
                : near
                        ? addresses.nearTarget()
                        : index == 1 && carrier
                                ? addresses.ofCarrier()
                                : addresses.ofProvider((double) index / routers);
        level.add("r" + (index + 1), own);
        peculiarities(level, index);
        return level;
    }

    private void peculiarities(ZooLevel level, int index) {
        int what = random.nextInt(100);
        boolean ignores = random.nextInt(6) == 0;
        level.silent = what < (index == 0 ? 5 : 10);
        if (level.silent) {
            level.option(node -> node.silent().ignoresEcho());
        } else if (what < 27) {
            int rate = 1 + random.nextInt(30);
            int burst = 2 + random.nextInt(20);
            level.dim = ignores && rate < 10;
            level.option(node -> node.icmpRate(rate, burst));
        } else if (what < 37) {
            int slow = 5 + random.nextInt(60);
            level.option(node -> node.icmpDelay(Duration.ofMillis(slow)).icmpJitter(Duration.ofMillis(slow)));
        }
        if (ignores) {
            level.option(NodeBuilder::ignoresEcho);
        }
        if (random.nextInt(25) == 0) {
            level.option(NodeBuilder::bleachesDscp);
        }
        if (random.nextInt(25) == 0) {
            level.option(NodeBuilder::bleachesEcn);
        }
    }

    private void balance() {
        if (levels.size() < 5 || random.nextInt(4) > 0) {
            return;
        }
        int at = 2 + random.nextInt(levels.size() - 3);
        widen(at, 2 + random.nextInt(3));
        if (random.nextInt(5) == 0) {
            levels.get(at - 1).option(node -> node.balancing(Balancing.perPacket()));
        }
    }

    /** Puts further routers beside those of a level, until there are so many. */
    void widen(int at, int width) {
        ZooLevel level = levels.get(at);
        for (int i = level.names.size(); i < width; i++) {
            level.add("r" + (at + 1) + (char) ('a' + i), addresses.ofProvider((double) at / levels.size()));
        }
    }

    /** A tunnel whose routers do not count as hops, or several silent routers in a row. */
    private void hideSome() {
        if (levels.size() < 7 || random.nextInt(8) > 0) {
            return;
        }
        int first = 2 + random.nextInt(levels.size() - 5);
        int count = 2 + random.nextInt(3);
        boolean tunnel = random.nextBoolean();
        for (int i = first; i < Math.min(first + count, levels.size() - 1); i++) {
            ZooLevel level = levels.get(i);
            level.plain();
            level.silent = true;
            level.option(tunnel ? NodeBuilder::keepsTtl : node -> node.silent().ignoresEcho());
        }
    }

    private void translate(boolean carrier) {
        if (random.nextInt(3) == 0) {
            levels.get(0).option(NodeBuilder::translates);
        }
        if (carrier && levels.size() > 1) {
            levels.get(1).option(NodeBuilder::translates);
        }
    }

    private void delays() {
        int far = random.nextInt(3) == 0 ? random.nextInt(levels.size() + 1) : -1;
        int lossy = random.nextInt(2) == 0 ? random.nextInt(levels.size() + 1) : -1;
        double loss = random.nextDouble() * 0.01;
        boolean back = random.nextInt(3) == 0;
        boolean wireless = random.nextInt(8) == 0;
        int variation = 200 + random.nextInt(1800);
        for (int i = 0; i <= levels.size(); i++) {
            long micros = i == far ? 10_000 + random.nextInt(130_000) : 100 + random.nextInt(i == 0 ? 1_500 : 4_000);
            long jitter = i == 0 && wireless ? 2_000 + random.nextInt(6_000) : random.nextInt(variation);
            boolean loses = i == lossy;
            roundTrip = roundTrip.plusNanos(2 * micros * MICRO);
            linkTo(i).add(link -> {
                link.delay(Duration.ofNanos(micros * MICRO)).jitter(Duration.ofNanos(jitter * MICRO));
                if (loses && back) {
                    link.returnLoss(loss);
                } else if (loses) {
                    link.loss(loss);
                }
            });
        }
    }

    /** A link for smaller packets, of which the router before it tells, as it should. */
    private void shrink() {
        int at = 1 + random.nextInt(levels.size());
        if (random.nextInt(6) == 0 && !levels.get(at - 1).silent) {
            int bytes = random.nextBoolean() ? 1492 : 1380 + random.nextInt(100);
            linkTo(at).add(link -> link.mtu(bytes));
        }
    }

    /** Other routers for the target's answers, which nothing else passes. */
    private void returnElsewhere() {
        returnsElsewhere = true;
        int count = 1 + random.nextInt(4);
        long micros = 500L + random.nextInt(10_000);
        additions.add(builder -> {
            List<String> way = new ArrayList<>();
            String last = "target";
            for (int i = 0; i < count; i++) {
                String name = "back" + i;
                int number = i;
                builder.router(name, node -> node.address("198.18.9." + (number + 1)))
                        .link(last, name, link -> link.delay(Duration.ofNanos(micros * MICRO)));
                way.add(name);
                last = name;
            }
            String gateway = levels.get(0).names.get(0);
            builder.link(gateway, last);
            way.add(gateway);
            way.add("source");
            builder.returnPath("target", way.toArray(String[]::new));
        });
    }

    /** Gives the last router an address in the target's network. */
    void moveNearTarget() {
        ZooLevel last = levels.get(levels.size() - 1);
        last.replace(last.names.get(0), levels.size() == 1 ? addresses.ofGateway() : addresses.nearTarget());
    }

    List<Consumer<Link.Builder>> linkTo(int at) {
        return at < levels.size() ? levels.get(at).link : targetLink;
    }

    /** Addresses of the nearest level that answers, from this one backward. */
    Set<String> near(int at) {
        int answering = at;
        while (answering > 0 && levels.get(answering).silent) {
            answering--;
        }
        return levels.get(answering).all();
    }

    /**
     * Addresses of the nearest level that answers, from this one forward, or the target's. What answers too little is
     * as good as silent: then those of the next one belong to it, too.
     */
    Set<String> far(int at, Set<String> target) {
        Set<String> all = new LinkedHashSet<>();
        for (int i = at; i < levels.size(); i++) {
            ZooLevel level = levels.get(i);
            all.addAll(level.silent ? Set.of() : level.all());
            if (!level.silent && !level.dim) {
                return all;
            }
        }
        all.addAll(target);
        return all;
    }

    /** Adds routers and links; returns the names of the last ones. */
    void describe(TopologyBuilder builder) {
        List<String> before = List.of("source");
        Map<String, Consumer<Link.Builder>> last = Map.of();
        for (ZooLevel level : levels) {
            Map<String, Consumer<Link.Builder>> leaving = last;
            for (String name : level.names) {
                builder.router(name, node -> level.describe(name, node));
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
        for (String from : before) {
            Map<String, Consumer<Link.Builder>> leaving = last;
            builder.link(from, "target", link -> {
                targetLink.forEach(one -> one.accept(link));
                Optional.ofNullable(leaving.get(from)).ifPresent(one -> one.accept(link));
            });
        }
    }
}
