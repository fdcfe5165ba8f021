// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.core.sample.Series;
import org.pathtracer.diagnosis.Omission;

/** The hops, over as much time as a diagnosis of a healthy network has, and more of the target. */
final class SecondLook {
    /** A healthy network is called so within that time. */
    static final Duration HEALTHY = Duration.ofSeconds(3);

    /** What is left of it for a last burst of packets, where a route seems to change. */
    private static final Duration MARGIN = Duration.ofMillis(180);
    /** Less than that is not worth to begin with. */
    private static final Duration LEAST = Duration.ofMillis(500);

    private static final long LONGEST_INTERVAL = 450 * Plan.MILLI;
    private static final long SHORTEST_INTERVAL = 60 * Plan.MILLI;
    /** A route that changes is seen more surely with more probes of a hop; long paths have many hops. */
    private static final int SHORT_PATH = 12;

    /** From here on a hop that is not shown may be hidden by loss. */
    private static final double MUCH_LOSS = 0.2;

    private static final int LEAST_PER_FLOW = 4;
    /**
     * With those of the first look, 240 probes. If a link loses 4 % in bursts of three, they meet three bursts on
     * average, and none in 4 of 100 runs; 144 probes would meet none in 15.
     */
    private static final int MOST_PER_FLOW = 16;
    /** Half as far apart as others: 64 kbit/s. */
    private static final long SHORTEST_SPACING = Plan.SPACING / 2;
    /** What finding the place of a loss takes. */
    private static final int KEPT_PACKETS = 250;
    /** As long as nothing was lost, whether there is a loss is the greater doubt. */
    private static final int KEPT_IF_CLEAN = 150;

    private static final Duration AGAIN = Duration.ofSeconds(4);
    /** The first port of traceroute(8). */
    private static final int TRACEROUTE_PORT = 33_434;

    private final Evidence evidence;
    private final Instruments instruments;

    SecondLook(Evidence evidence, Instruments instruments) {
        this.evidence = evidence;
        this.instruments = instruments;
    }

    void plan(Plan plan) {
        if (evidence.main().isEmpty() || evidence.isThisHost()) {
            return;
        }
        preferWorkingFamily(plan);
        Leg leg = evidence.main().orElseThrow();
        Leg.Channel icmp = new Leg.Channel(Protocol.ICMP, 0);
        traceAgain(plan, leg);
        if (leg.traces.isEmpty()) {
            // An ordinary user may be allowed no ICMP sockets: UDP shows the same hops.
            plan.trace(leg, new Leg.Channel(Protocol.UDP, TRACEROUTE_PORT), 2, AGAIN);
        }
        if (!leg.answersAnything()) {
            Silence.plan(plan, evidence, leg);
            return;
        }
        Leg.Channel channel = Verdicts.channel(evidence, leg);
        Duration longest = longest(plan);
        List<Series> watch = watch(plan, leg, channel);
        int each = perFlow(plan, watch, new Quality(leg, channel).lossShare() > 0);
        plan.flows(leg, channel, each, longest, spacing(leg, each, longest));
        byPort(plan, leg, channel, longest);
        plan.sample(leg, icmp, Plan.TIMEOUT, longest, watch);
        if (leg.asked(icmp) && !leg.answers(icmp)) {
            evidence.omit(
                    Omission.DEPENDENT, "The path MTU was not looked at: the target does not answer echo requests");
        }
    }

    /** Echo requests of all flows may share one branch of a load balancer, the good or the bad one: ports tell. */
    private static void byPort(Plan plan, Leg leg, Leg.Channel channel, Duration longest) {
        Leg.Channel web = new Leg.Channel(Protocol.TCP, 80);
        if (channel.protocol() == Protocol.ICMP && leg.answers(web)) {
            plan.flows(leg, web, 2, longest, Plan.SPACING);
        }
    }

    /** As many as leave enough for the hops, and for a closer look. */
    private static int perFlow(Plan plan, List<Series> watch, boolean lossy) {
        int hops = watch.stream().mapToInt(Series::count).sum();
        int kept = lossy ? KEPT_PACKETS : KEPT_IF_CLEAN;
        int turns = (plan.packetsLeft() - hops - kept) / Plan.FLOWS;
        return Math.max(LEAST_PER_FLOW, Math.min(MOST_PER_FLOW, turns));
    }

    /** So near to each other that they and their answers come in time, and no nearer than others of a diagnosis. */
    private static long spacing(Leg leg, int each, Duration longest) {
        long window = longest.toNanos() - leg.slowestNanos() * 5 / 4;
        return Math.max(SHORTEST_SPACING, Math.min(Plan.SPACING, window / ((long) each * Plan.FLOWS)));
    }

    /** What was cut short, if it says whether and how far the application gets. */
    private void traceAgain(Plan plan, Leg leg) {
        Leg.Channel application = evidence.application();
        leg.traces.forEach((channel, trace) -> {
            boolean matters = !leg.answersAnything()
                    || leg.distance().isEmpty()
                    || channel.equals(application) && !leg.answers(channel);
            if (matters && trace.stopReason() == StopReason.DEADLINE) {
                plan.trace(leg, channel, 1, AGAIN);
            }
        });
    }

    private List<Series> watch(Plan plan, Leg leg, Leg.Channel channel) {
        List<Series> series = new ArrayList<>();
        List<PathHop> routers = leg.routers();
        int turns = routers.size() <= SHORT_PATH ? 5 : 4;
        long interval = interval(plan, leg, turns);
        for (PathHop hop : routers) {
            long start = hop.ttl * 3L * Plan.MILLI;
            series.add(Series.hop(hop.ttl, 0, turns, start, interval));
            hop.address.ifPresent(address -> series.add(Series.direct(address, 2, start + interval / 2, 2 * interval)));
        }
        if (new Quality(leg, channel).lossShare() >= MUCH_LOSS) {
            int end = leg.distance().orElse(routers.isEmpty() ? 2 : routers.get(routers.size() - 1).ttl + 1);
            for (int ttl = 1; ttl < end; ttl++) {
                int hidden = ttl;
                if (routers.stream().noneMatch(hop -> hop.ttl == hidden)) {
                    series.add(Series.hop(ttl, 0, 2 * turns, ttl * 3L * Plan.MILLI, interval / 2));
                }
            }
        }
        return series;
    }

    /** What is left for a healthy network; where there is much delay or loss, that is not the question. */
    private static Duration longest(Plan plan) {
        Duration left = HEALTHY.minus(MARGIN).minus(plan.elapsed());
        return left.compareTo(LEAST) < 0 ? plan.left() : left;
    }

    /** So that the last answers are there in time. */
    private static long interval(Plan plan, Leg leg, int turns) {
        long nanos = HEALTHY.minus(MARGIN).minus(plan.elapsed()).toNanos() - leg.slowestNanos() * 5 / 4;
        return Math.max(SHORTEST_INTERVAL, Math.min(LONGEST_INTERVAL, nanos / (turns - 1)));
    }

    /** What follows is about the family that works: of the other one it is known that it does not. */
    private void preferWorkingFamily(Plan plan) {
        Leg main = evidence.main().orElseThrow();
        boolean switches = evidence.other().isPresent()
                && !main.answersAnything()
                && evidence.other().get().answersAnything();
        if (switches) {
            evidence.mainFamily = evidence.other().map(other -> AddressFamily.of(other.address));
            ServiceStage.check(plan, evidence, instruments);
        }
    }
}
