// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.pathtracer.trace.LossCause.PATH;
import static org.pathtracer.trace.LossCause.PATH_CHANGE;
import static org.pathtracer.trace.LossCause.RATE_LIMITED;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.Link;
import org.pathtracer.testkit.topology.NodeBuilder;
import org.pathtracer.trace.LossCause;

/** Networks of eight hops with one known cause of loss, mostly at the fourth, and what may be said of each hop. */
enum LossCase {
    NOTHING {
        @Override
        Topology network(SplittableRandom random) {
            return chain(none(), 0, none()).build();
        }
    },
    LOSS_FORWARD {
        @Override
        Topology network(SplittableRandom random) {
            double share = someLoss(random);
            return chain(none(), FAULTY, link -> link.loss(share)).build();
        }

        @Override
        Set<LossCause> truth(int ttl) {
            return ttl >= FAULTY ? Set.of(PATH) : Set.of();
        }
    },
    LOSS_BACKWARD {
        @Override
        Topology network(SplittableRandom random) {
            double share = someLoss(random);
            return chain(none(), FAULTY, link -> link.returnLoss(share)).build();
        }

        @Override
        Set<LossCause> truth(int ttl) {
            return LOSS_FORWARD.truth(ttl);
        }
    },
    LOSS_BEFORE_THE_TARGET {
        @Override
        Topology network(SplittableRandom random) {
            double share = someLoss(random);
            return chain(none(), HOPS, link -> link.loss(share)).build();
        }

        @Override
        int place() {
            return HOPS;
        }

        /** A target that has lost all probes of its own TTL answers those of the next one. */
        @Override
        Set<LossCause> truth(int ttl) {
            return ttl >= HOPS ? Set.of(PATH) : Set.of();
        }
    },
    LOSS_IN_BURSTS {
        @Override
        Topology network(SplittableRandom random) {
            double share = someLoss(random);
            double burst = 2 + 6 * random.nextDouble();
            return chain(none(), FAULTY, link -> link.loss(share).lossBurst(burst))
                    .build();
        }

        @Override
        Set<LossCause> truth(int ttl) {
            return LOSS_FORWARD.truth(ttl);
        }
    },
    /** Linux: one a second after six at once; usual ones of routers; the one of Linux for all its answers. */
    LIMIT {
        @Override
        Topology network(SplittableRandom random) {
            Consumer<NodeBuilder> limit = switch (random.nextInt(5)) {
                case 0 -> node -> node.icmpRate(1, 6);
                case 1 -> node -> node.icmpRate(10, 1 + random.nextInt(10));
                case 2 -> node -> node.icmpRate(2, 1);
                case 3 -> node -> node.icmpRate(1 + random.nextInt(20), 1 + random.nextInt(6));
                default -> node -> node.icmpRate(100, 1 + random.nextInt(5));
            };
            return chain(limit, 0, none()).build();
        }

        @Override
        Set<LossCause> truth(int ttl) {
            return ttl == FAULTY ? Set.of(RATE_LIMITED) : Set.of();
        }
    },
    /**
     * A router whose control plane is busy, or whose own way back loses: whatever the rate, some answers are missing.
     */
    NEGLECT {
        @Override
        Topology network(SplittableRandom random) {
            double share = 0.2 + 0.6 * random.nextDouble();
            return chain(none(), 0, none())
                    .router("back")
                    .link("r2", "back", link -> link.delay(DELAY).returnLoss(share))
                    .link("back", "r4", link -> link.delay(DELAY))
                    .route("r2", "r3")
                    .returnPath("r4", "back", "r2", "r1", "r0")
                    .build();
        }

        @Override
        Set<LossCause> truth(int ttl) {
            return LIMIT.truth(ttl);
        }
    },
    SILENT_ROUTER {
        @Override
        Topology network(SplittableRandom random) {
            return chain(NodeBuilder::silent, 0, none()).build();
        }
    },
    CHANGE {
        @Override
        Topology network(SplittableRandom random) {
            return interrupted(random, true);
        }

        @Override
        boolean slow() {
            return true;
        }

        @Override
        Set<LossCause> truth(int ttl) {
            return ttl >= FAULTY ? Set.of(PATH_CHANGE) : Set.of();
        }
    },
    OUTAGE {
        @Override
        Topology network(SplittableRandom random) {
            return interrupted(random, false);
        }

        @Override
        boolean slow() {
            return true;
        }

        @Override
        Set<LossCause> truth(int ttl) {
            return LOSS_FORWARD.truth(ttl);
        }
    },
    LIMIT_AND_LOSS_BEHIND {
        @Override
        Topology network(SplittableRandom random) {
            double share = someLoss(random);
            return chain(node -> node.icmpRate(1 + random.nextInt(10), 1), 6, link -> link.loss(share))
                    .build();
        }

        @Override
        Set<LossCause> truth(int ttl) {
            return ttl >= 6 ? Set.of(PATH) : LIMIT.truth(ttl);
        }
    },
    LIMIT_AND_LOSS_BEFORE {
        @Override
        Topology network(SplittableRandom random) {
            double share = someLoss(random);
            return chain(node -> node.icmpRate(1 + random.nextInt(10), 1), 2, link -> link.loss(share))
                    .build();
        }

        @Override
        Set<LossCause> truth(int ttl) {
            return ttl == FAULTY ? Set.of(PATH, RATE_LIMITED) : ttl >= 2 ? Set.of(PATH) : Set.of();
        }
    },
    LIMIT_EVERYWHERE {
        @Override
        Topology network(SplittableRandom random) {
            int perSecond = 1 + random.nextInt(10);
            int burst = 1 + random.nextInt(6);
            TopologyBuilder builder = Topology.builder().source("r0");
            for (int i = 1; i < HOPS; i++) {
                builder.router("r" + i, node -> node.icmpRate(perSecond, burst));
            }
            return linked(builder.destination("r" + HOPS), 0, none()).build();
        }

        @Override
        Set<LossCause> truth(int ttl) {
            return ttl < HOPS ? Set.of(RATE_LIMITED) : Set.of();
        }
    };

    static final int HOPS = 8;
    private static final int FAULTY = 4;
    private static final Duration DELAY = Duration.ofMillis(4);

    abstract Topology network(SplittableRandom random);

    /** TTL of the hop at which the cause is. */
    int place() {
        return FAULTY;
    }

    /** Whether it takes a trace of a few seconds to see it. */
    boolean slow() {
        return false;
    }

    /** What may be stated of a hop that lost some. */
    Set<LossCause> truth(int ttl) {
        return Set.of();
    }

    private static <T> Consumer<T> none() {
        return ignored -> {};
    }

    /** 5 to 50 %. */
    private static double someLoss(SplittableRandom random) {
        return 0.05 + 0.45 * random.nextDouble();
    }

    /** @param to TTL of the hop at the far end of the link that loses; 0 for none */
    private static TopologyBuilder chain(Consumer<NodeBuilder> faulty, int to, Consumer<Link.Builder> losing) {
        TopologyBuilder builder = Topology.builder().source("r0");
        for (int i = 1; i < HOPS; i++) {
            builder.router("r" + i, i == FAULTY ? faulty : none());
        }
        return linked(builder.destination("r" + HOPS), to, losing);
    }

    private static TopologyBuilder linked(TopologyBuilder builder, int to, Consumer<Link.Builder> losing) {
        for (int i = 1; i <= HOPS; i++) {
            int end = i;
            builder.link("r" + (i - 1), "r" + i, link -> {
                link.delay(DELAY).jitter(Duration.ofMillis(1));
                if (end == to) {
                    losing.accept(link);
                }
            });
        }
        return builder;
    }

    /** The way over {@code r4} goes down for a while; afterwards another router takes its place, or it comes back. */
    private static Topology interrupted(SplittableRandom random, boolean replaced) {
        Duration down = Duration.ofMillis(1000 + random.nextInt(1000));
        Duration up = down.plusMillis(300 + random.nextInt(500));
        TopologyBuilder builder = chain(none(), 0, none());
        for (String name : List.of("other", "dead")) {
            builder.router(name, node -> {
                        if (name.equals("dead")) {
                            node.blackHole().silent();
                        }
                    })
                    .link("r3", name, link -> link.delay(DELAY))
                    .link(name, "r5", link -> link.delay(Duration.ofMillis(6)));
        }
        return builder.route("r3", "r4")
                .routeFrom(down, "r3", "dead")
                .routeFrom(up, "r3", replaced ? "other" : "r4")
                .build();
    }
}
