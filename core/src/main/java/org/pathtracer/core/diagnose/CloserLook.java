// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pathtracer.Protocol;
import org.pathtracer.core.explanation.Posterior;
import org.pathtracer.core.sample.Series;
import org.pathtracer.diagnosis.FindingKind;

/** More probes where the first ones leave doubt: in rounds, each planned by what the last one showed. */
final class CloserLook {
    static final int ROUNDS = 16;

    private static final Leg.Channel WEB = new Leg.Channel(Protocol.TCP, 80);

    private static final int MOST_FLOW_ROUNDS = 3;
    /** An explanation that is this sure needs no further probes. */
    private static final double SURE = 0.95;
    /** Below it, what speaks for a fault is not worth more time than a healthy network gets. */
    private static final double WORTH_TIME = 0.2;
    /** Rounds that change a probability by less have shown that further ones won't. */
    private static final double PROGRESS = 0.01;
    /** Odds of 3 to 1 are worth a trace of some flows, odds of 100 to 1 need no other explanation. */
    private static final double BRANCH_LIKELY = Math.log(3);

    private static final double BRANCH_SURE = Math.log(100);
    /** Odds of 1 to 4 leave packets for such a trace, of two flows that lose and two that do not. */
    private static final double BRANCH_POSSIBLE = -Math.log(4);

    private static final int FLOWS_TO_TRACE = 4;
    /** A hop that three lost packets were expected of, and none was lost, is before the fault: e^-3 is 5 %. */
    private static final double EXPECTED_LOSSES = 3;

    /** The ways of some flows, and twice what was not answered then. */
    private static final int MOST_BRANCH_ROUNDS = 3;
    /** Most routers send that many messages at least (Linux: one a second to each host). */
    private static final long LIMIT_INTERVAL = 1050 * Plan.MILLI;

    /** Routers make ICMP messages within that time, but for very few (Govindan and Paxson, PAM 2002). */
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(500);

    private static final int STILL_ROUNDS = 2;
    private static final int BURST = 8;
    private static final int LEAST_SAMPLE = 16;
    private static final int DELAY_SAMPLE = 24;
    private static final int LARGEST_SAMPLE = 64;
    /** Time exceeded messages are limited: no more than 16 a second of one hop. */
    private static final int HOP_SAMPLE = 16;

    private final Evidence evidence;
    private final Map<FindingKind, Double> before = new EnumMap<>(FindingKind.class);
    private final Map<FindingKind, Integer> stillRounds = new EnumMap<>(FindingKind.class);
    /** By what flows were traced. */
    private final Map<Leg.Channel, Integer> branchRounds = new HashMap<>();

    private boolean changesSampled;
    private int portRounds;
    private int moreFlows;

    CloserLook(Evidence evidence) {
        this.evidence = evidence;
    }

    void plan(Plan plan, Leg leg) {
        Quality quality = new Quality(leg, Verdicts.channel(evidence, leg));
        double odds = quality.branchLogOdds();
        int traced = branchRounds.getOrDefault(quality.channel(), 0);
        if (odds > BRANCH_LIKELY && traced < MOST_BRANCH_ROUNDS) {
            lookAtBranches(plan, quality, traced);
        } else if (traced == 0 && Math.max(odds, byPort(leg).branchLogOdds()) > BRANCH_POSSIBLE) {
            int kept = FLOWS_TO_TRACE * hops(quality);
            // At the end they are better spent than kept.
            if (plan.packetsLeft() - kept >= LEAST_SAMPLE) {
                plan.keep(kept);
            }
        }
        sampleByPort(plan, quality);
        sampleChanges(plan, leg);
        if (odds < BRANCH_SURE) {
            localise(plan, quality);
        }
    }

    private static Quality byPort(Leg leg) {
        return new Quality(leg, WEB);
    }

    private static int hops(Quality quality) {
        int end = quality.leg()
                .distance()
                .orElse(quality.routers.isEmpty() ? 1 : quality.routers.get(quality.routers.size() - 1).ttl + 1);
        return Math.max(1, end - 1);
    }

    /** Echo requests of all flows may share one branch, the good or the bad one: ports tell whether flows differ. */
    private void sampleByPort(Plan plan, Quality quality) {
        Leg leg = quality.leg();
        if (portRounds == MOST_FLOW_ROUNDS || quality.channel().protocol() != Protocol.ICMP || !leg.answers(WEB)) {
            return;
        }
        Quality byPort = byPort(leg);
        boolean differ = byPort.lossShare() > 0 && byPort.branchLogOdds() > 0;
        boolean lossy = quality.lossShare() > 0 || byPort.lossShare() > 0;
        boolean doubtful =
                differ || portRounds == 0 && lossy && !(isLate(plan, leg) && fault(quality.lossLinks()) < WORTH_TIME);
        if (doubtful) {
            portRounds++;
            plan.flows(leg, WEB, 2);
        }
    }

    /**
     * Where one flow met several responders at a TTL: does it change from time to time, or at random? Packets in quick
     * succession tell: a route does not change between them, a load balancer chooses anew.
     */
    private void sampleChanges(Plan plan, Leg leg) {
        List<Series> series = leg.changing().stream()
                .limit(2)
                .map(ttl -> Series.hop(ttl, 0, BURST, 0, 7 * Plan.MILLI))
                .toList();
        if (!series.isEmpty() && !changesSampled) {
            changesSampled = true;
            plan.sample(leg, new Leg.Channel(Protocol.ICMP, 0), Plan.TIMEOUT, series);
        }
    }

    private void lookAtBranches(Plan plan, Quality quality, int traced) {
        if (traced == 0) {
            traceBranches(plan, quality);
            // That some flows lose more may be chance, which does not repeat.
            plan.flows(quality.leg(), quality.channel(), 2);
        } else {
            var vertices = Branches.find(quality.leg(), quality.channel());
            if (vertices.get(0).probability() < SURE
                    || vertices.get(0)
                            .explanation()
                            .flatMap(Branches.Vertex::address)
                            .isEmpty()) {
                traceUnclear(plan, quality);
            }
        }
        branchRounds.put(quality.channel(), traced + 1);
    }

    /** Answers that are missing where the ways part: they may have been lost, or left out by a limit. */
    private static void traceUnclear(Plan plan, Quality quality) {
        Leg leg = quality.leg();
        List<Series> series = new ArrayList<>();
        int left = plan.packetsLeft();
        var paths = leg.pathsOf(quality.channel());
        for (int ttl : Branches.unclear(paths)) {
            for (var path : paths.entrySet()) {
                if (!path.getValue().containsKey(ttl) && left >= 2) {
                    left -= 2;
                    series.add(Series.hop(ttl, path.getKey(), 2, series.size() * 20L * Plan.MILLI, LIMIT_INTERVAL));
                }
            }
        }
        plan.sample(leg, quality.channel(), Plan.TIMEOUT, series);
    }

    /** The ways of the flows that lose most, and of those that lose nothing. */
    private static void traceBranches(Plan plan, Quality quality) {
        Leg leg = quality.leg();
        List<Series> series = new ArrayList<>();
        int hops = hops(quality);
        int most = plan.packetsLeft() / hops;
        List<Integer> flows = Branches.toTrace(leg.target.getOrDefault(quality.channel(), new TreeMap<>()));
        int each = 2 * flows.size() <= most ? 2 : 1;
        for (int flow : flows.subList(0, Math.min(flows.size(), most))) {
            for (int ttl = 1; ttl <= hops; ttl++) {
                series.add(Series.hop(ttl, flow, each, ttl * 3L * Plan.MILLI + flow * Plan.MILLI, 250 * Plan.MILLI));
            }
        }
        plan.sample(leg, quality.channel(), Plan.TIMEOUT, series);
    }

    /** More probes to the hops that tell the most about where losses or waits begin. */
    private void localise(Plan plan, Quality quality) {
        Set<Integer> hops = new LinkedHashSet<>();
        List<Posterior.Weighed<Integer>> loss = quality.lossLinks();
        int size = LEAST_SAMPLE;
        Duration longest = longest(plan, Math.max(fault(loss), quality.mayWait() ? 1 : 0));
        if (quality.lossShare() > 0 && isDoubtful(plan, quality, loss, FindingKind.LINK_LOSS)) {
            size = (int) Math.max(size, Math.min(LARGEST_SAMPLE, EXPECTED_LOSSES / quality.lossShare()));
            hops.addAll(Bisection.hops(loss, quality.worth()));
            if (moreFlows < MOST_FLOW_ROUNDS && fault(loss) < SURE) {
                moreFlows++;
                plan.flows(quality.leg(), quality.channel(), 2, longest, Plan.SPACING);
            }
        }
        List<Posterior.Weighed<Integer>> delay = quality.delayLinks();
        if (quality.mayWait() && isDoubtful(plan, quality, delay, FindingKind.QUEUE)) {
            hops.addAll(Bisection.hops(delay, quality.worth()));
            size = Math.max(size, DELAY_SAMPLE);
        }
        plan.sample(
                quality.leg(),
                new Leg.Channel(Protocol.ICMP, 0),
                timeout(quality.leg()),
                longest,
                series(plan, quality, hops, size));
    }

    /** What answered within so long until now, is not awaited for longer: more rounds tell more. */
    private static Duration timeout(Leg leg) {
        Duration usual = Duration.ofNanos(3 * leg.slowestNanos());
        Duration least = usual.compareTo(LEAST_TIMEOUT) < 0 ? LEAST_TIMEOUT : usual;
        return least.compareTo(Plan.TIMEOUT) < 0 ? least : Plan.TIMEOUT;
    }

    /** A path that is probably healthy is called so in time, whatever is still in flight. */
    private static Duration longest(Plan plan, double fault) {
        Duration left = SecondLook.HEALTHY.minus(plan.elapsed());
        return fault < WORTH_TIME && left.compareTo(Duration.ZERO) > 0 ? left : plan.left();
    }

    /** The first hop is the one that divides the doubt best; the others get a share of its probes. */
    private static List<Series> series(Plan plan, Quality quality, Set<Integer> hops, int size) {
        List<Series> series = new ArrayList<>();
        int left = plan.packetsLeft();
        for (int index : hops) {
            PathHop hop = quality.routers.get(index);
            long start = series.size() * 5L * Plan.MILLI;
            boolean direct = quality.isAskedDirectly(index);
            int wanted = series.isEmpty() ? size : Math.max(LEAST_SAMPLE / 2, size / 3);
            int count = Math.min(left, direct ? wanted : Math.min(wanted, HOP_SAMPLE));
            if (count > 0) {
                left -= count;
                series.add(
                        direct
                                ? Series.direct(hop.address.orElseThrow(), count, start, Plan.SPACING)
                                : Series.hop(hop.ttl, 0, count, start, 4 * Plan.SPACING));
            }
        }
        return series;
    }

    private static double fault(List<Posterior.Weighed<Integer>> links) {
        return links.stream()
                .filter(link -> link.explanation() >= 0)
                .mapToDouble(Posterior.Weighed::probability)
                .sum();
    }

    /** Whether another round ends after the time that a healthy network takes. */
    private static boolean isLate(Plan plan, Leg leg) {
        Duration round = Duration.ofNanos(LEAST_SAMPLE * Plan.SPACING + 2 * leg.slowestNanos());
        return plan.elapsed().plus(round).compareTo(SecondLook.HEALTHY) > 0;
    }

    /** Whether more probes could change what is said, and are worth their time. */
    private boolean isDoubtful(Plan plan, Quality quality, List<Posterior.Weighed<Integer>> links, FindingKind kind) {
        double best = links.get(0).probability();
        boolean late = isLate(plan, quality.leg());
        Double last = before.put(kind, best);
        boolean still = last != null && best > 0.5 && Math.abs(last - best) < PROGRESS;
        stillRounds.merge(kind, still ? 1 : -stillRounds.getOrDefault(kind, 0), Integer::sum);
        boolean stuck = stillRounds.getOrDefault(kind, 0) >= STILL_ROUNDS;
        return best < SURE && !stuck && !(late && fault(links) < WORTH_TIME);
    }
}
