// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.net.InetAddress;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether flows are what decides: behind routers that may part them, some flows are asked again. If one meets another
 * router, it is asked several times more: if answers still differ, a balancer looks at single packets; if they agree,
 * the route has changed meanwhile. Which balancer it is shows where the same flow's answers differ first.
 */
final class FlowChecks {
    /**
     * Greatest risk of not noticing a balancer that looks at single packets; less where more confidence is asked for.
     */
    private static final double RISK = 0.01;
    /** Confidence 1 is asked for as the nearest that a double can state. */
    private static final double LEAST_RISK = 1e-15;
    /** The same of each router behind which two TTLs are wide, so that edges between them would be false. */
    private static final double RISK_OF_FALSE_EDGES = 1e-5;

    private static final int REPEATS = 6;
    /** To find the first TTL at which a flow's answers differ: a miss accuses another router. */
    private static final int REPEATS_TO_LOCATE = 14;
    /** Checks that may be lost, as a multiple of those that are needed. */
    private static final int LOSSES = 3;

    /** What is known of one TTL. */
    private static final class Check {
        final Map<Integer, Integer> asked = new HashMap<>();
        final Map<Integer, Integer> agreed = new HashMap<>();
        final Map<Integer, Suspicion> suspicions = new HashMap<>();
        int open;
        /** Whether too few checks were answered. */
        boolean failed;
        /** Flows of which packets meet different vertices. */
        final BitSet perPacket = new BitSet();

        final BitSet located = new BitSet();
    }

    /** A flow that met another vertex, or does so at a later TTL. */
    private static final class Suspicion {
        final Set<InetAddress> answers = new HashSet<>();
        /** Whether only the place is sought where its answers differ first. */
        final boolean locating;

        int open;

        Suspicion(boolean locating) {
            this.locating = locating;
            open = locating ? REPEATS_TO_LOCATE : REPEATS;
        }
    }

    private final Map<Integer, Check> checks = new TreeMap<>();
    private final double risk;
    private boolean routeChanged;
    private boolean somePerPacket;

    /**
     * Creates the checks of one discovery.
     *
     * @param confidence that is asked for
     */
    FlowChecks(double confidence) {
        risk = Math.max(LEAST_RISK, Math.min(RISK, 1 - confidence));
    }

    /**
     * Checks the flows behind the vertices before a TTL.
     *
     * @param flows in use
     * @param wideBehind whether the next TTL has several vertices
     * @param stable flows that are known not to pass a balancer that looks at single packets
     * @return whether all this is done
     */
    boolean plan(HopPair pair, int flows, boolean wideBehind, IntPredicate stable, Prober prober) {
        boolean edgesAtStake = wideBehind && pair.here.width() > 1;
        if (!edgesAtStake && pair.branchPoints() == 0) {
            return true;
        }
        Check check = checks.computeIfAbsent(pair.here.ttl, ttl -> new Check());
        check.failed = false;
        int tested = 0;
        for (int from = 0; from < pair.before.indices(); from++) {
            int needed = edgesAtStake ? neededForEdges(pair, from) : neededForOne(pair, from) - tested;
            if (needed > 0) {
                tested += test(check, pair, flows(pair, from, flows, stable), needed, prober);
            }
        }
        return check.open == 0 && check.suspicions.isEmpty();
    }

    private int neededForOne(HopPair pair, int from) {
        return repeats(risk, pair.successors(from));
    }

    /** Where one successor is known, flows that all met it have shown already that packets are not spread. */
    private int neededForEdges(HopPair pair, int from) {
        int successors = pair.successors(from);
        int shown = successors == 1 ? pair.flowsFrom(from) - 1 : 0;
        return successors == 0 || pair.before.vertex(from).terminal()
                ? 0
                : repeats(Math.min(RISK_OF_FALSE_EDGES, risk), Math.max(2, successors)) - shown;
    }

    /** Packets that would all go the same of several ways so rarely. */
    private static int repeats(double risk, int width) {
        return width < 2 ? 0 : (int) Math.ceil(Math.log(risk) / Math.log(1.0 / width));
    }

    private static int[] flows(HopPair pair, int from, int flows, IntPredicate stable) {
        return IntStream.range(0, flows)
                .filter(flow ->
                        pair.before.cellOrOnly(flow) == from && pair.here.answeredByAddress(flow) && stable.test(flow))
                .toArray();
    }

    /** Asks flows in turn until so many checks have agreed; gives how many have or may yet. */
    private static int test(Check check, HopPair pair, int[] flows, int needed, Prober prober) {
        int asked = 0;
        int good = 0;
        for (int flow : flows) {
            asked += check.asked.getOrDefault(flow, 0);
            good += check.agreed.getOrDefault(flow, 0);
        }
        // Without open ones, what was asked and has not agreed was lost.
        int outstanding = check.open > 0 ? asked - good : 0;
        int most = LOSSES * needed + REPEATS;
        for (int round = 0; good + outstanding < needed && asked < most && flows.length > 0; round++) {
            for (int i = 0; i < flows.length && good + outstanding < needed && asked < most; i++) {
                int flow = flows[i];
                if (check.asked.getOrDefault(flow, 0) <= round) {
                    check.asked.merge(flow, 1, Integer::sum);
                    check.open++;
                    asked++;
                    outstanding++;
                    prober.check(pair.here.ttl, flow);
                }
            }
        }
        check.failed |= good + outstanding < needed && check.perPacket.isEmpty();
        return good + outstanding;
    }

    /**
     * A check has come to its end.
     *
     * @param from address that answered; null for none
     */
    void onAnswer(FlowTable table, int ttl, int flow, @Nullable InetAddress from, Prober prober) {
        Check check = checks.get(ttl);
        if (check == null) {
            return;
        }
        Suspicion suspicion = check.suspicions.get(flow);
        if (suspicion != null) {
            repeat(check, suspicion, table, ttl, flow, from, prober);
            return;
        }
        check.open = Math.max(0, check.open - 1);
        TtlSearch hop = table.hop(ttl);
        int cell = hop.cell(flow);
        if (from == null || cell < 0 || check.perPacket.get(flow)) {
            return;
        } else if (from.equals(hop.vertex(cell).address)) {
            check.agreed.merge(flow, 1, Integer::sum);
        } else {
            suspect(check, ttl, flow, from, false, prober);
        }
    }

    private static void suspect(
            Check check, int ttl, int flow, @Nullable InetAddress from, boolean locating, Prober prober) {
        Suspicion suspicion = new Suspicion(locating);
        if (from != null) {
            suspicion.answers.add(from);
        }
        // Those of this flow that are under way count among these.
        int inFlight = locating ? 0 : check.asked.getOrDefault(flow, 0) - check.agreed.getOrDefault(flow, 0) - 1;
        int known = Math.max(0, Math.min(check.open, inFlight));
        check.open -= known;
        suspicion.open += known;
        check.suspicions.put(flow, suspicion);
        IntStream.range(0, suspicion.open - known).forEach(i -> prober.check(ttl, flow));
    }

    private void repeat(
            Check check,
            Suspicion suspicion,
            FlowTable table,
            int ttl,
            int flow,
            @Nullable InetAddress from,
            Prober prober) {
        if (from != null) {
            suspicion.answers.add(from);
        }
        if (--suspicion.open > 0) {
            return;
        }
        check.suspicions.remove(flow);
        boolean differ = suspicion.answers.size() > 1;
        check.perPacket.set(flow, check.perPacket.get(flow) || differ);
        somePerPacket |= differ;
        routeChanged |= suspicion.answers.size() == 1 && !suspicion.locating;
        if (differ && !suspicion.locating) {
            locate(table, ttl, flow, prober);
        }
    }

    /** Asks the same flow at the TTLs before, up to where all paths are one. */
    private void locate(FlowTable table, int ttl, int flow, Prober prober) {
        for (int at = ttl - 1; at >= table.first && table.hop(at).width() > 1; at--) {
            Check check = checks.computeIfAbsent(at, t -> new Check());
            if (!check.suspicions.containsKey(flow) && !check.perPacket.get(flow) && !check.located.get(flow)) {
                check.located.set(flow);
                int cell = table.hop(at).cell(flow);
                suspect(check, at, flow, cell < 0 ? null : table.hop(at).vertex(cell).address, true, prober);
            }
        }
    }

    /** Returns whether a flow now meets another vertex than before, again and again. */
    boolean routeChanged() {
        return routeChanged;
    }

    /** Whether packets of one flow meet different vertices anywhere. */
    boolean somePerPacket() {
        return somePerPacket;
    }

    /** Flows of which packets meet different vertices at a TTL. */
    BitSet perPacket(int ttl) {
        Check check = checks.get(ttl);
        return check == null ? new BitSet() : check.perPacket;
    }

    /** Whether too few flows were answered again at a TTL. */
    boolean failed(int ttl) {
        Check check = checks.get(ttl);
        return check != null && check.failed;
    }
}
