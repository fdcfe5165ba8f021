// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.net.InetAddress;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether flows are what decides: behind each divergence some are asked a second time. If one meets somebody else, it
 * is asked several times more: if answers still differ, a balancer looks at single packets; if they agree, the route
 * has changed meanwhile.
 */
final class FlowChecks {
    /** Risk of not noticing a balancer that looks at single packets. */
    private static final double RISK = 0.01;
    /** The same where the TTL behind has several vertices too, so that edges between would be false. */
    private static final double RISK_OF_FALSE_EDGES = 0.001;

    private static final int REPEATS = 6;

    /** What is known of one TTL. */
    private static final class Check {
        final BitSet used = new BitSet();
        final Map<Integer, Suspicion> suspicions = new HashMap<>();
        int open;
        /** Flows of which packets meet different vertices. */
        final BitSet perPacket = new BitSet();
    }

    /** A flow that met somebody else. */
    private static final class Suspicion {
        final Set<InetAddress> answers = new HashSet<>();
        int open = REPEATS;
    }

    private final Map<Integer, Check> checks = new TreeMap<>();
    private boolean routeChanged;
    private boolean somePerPacket;

    /**
     * Checks the flows behind the divergences of a TTL.
     *
     * @param flows in use
     * @param eachVertex whether each divergence has to be tested by itself
     * @param wideBehind whether the next TTL has several vertices
     * @return whether all this is done
     */
    boolean plan(HopPair pair, int flows, boolean eachVertex, boolean wideBehind, Prober prober) {
        if (pair.branchPoints() == 0) {
            return true;
        }
        Check check = checks.computeIfAbsent(pair.here.ttl, ttl -> new Check());
        double risk = wideBehind ? RISK_OF_FALSE_EDGES : RISK;
        int tested = 0;
        for (int from = 0; from < pair.before.indices(); from++) {
            if (pair.successors(from) > 1) {
                int needed = (int) Math.ceil(Math.log(risk) / Math.log(1.0 / pair.successors(from)));
                tested = test(check, pair, from, flows, eachVertex ? 0 : tested, needed, prober);
            }
        }
        return check.open == 0 && check.suspicions.isEmpty();
    }

    /** Gives how many flows are tested, those of other vertices included that may be counted. */
    private static int test(Check check, HopPair pair, int from, int flows, int before, int needed, Prober prober) {
        int tested = before
                + (int) check.used.stream()
                        .filter(flow -> pair.before.cellOrOnly(flow) == from)
                        .count();
        for (int flow = 0; flow < flows && tested < needed; flow++) {
            boolean fits = pair.before.cellOrOnly(flow) == from && answeredByAddress(pair.here, flow);
            if (fits && !check.used.get(flow)) {
                check.used.set(flow);
                check.open++;
                tested++;
                prober.check(pair.here.ttl, flow);
            }
        }
        return tested;
    }

    private static boolean answeredByAddress(Hop hop, int flow) {
        return hop.cell(flow) >= 0 && hop.vertex(hop.cell(flow)).kind != Seen.Kind.SILENT;
    }

    /**
     * A check has come to its end.
     *
     * @param from who answered; null for nobody
     */
    void onAnswer(Hop hop, int flow, @Nullable InetAddress from, Prober prober) {
        Check check = checks.get(hop.ttl);
        if (check == null) {
            return;
        }
        Suspicion suspicion = check.suspicions.get(flow);
        if (suspicion != null) {
            repeat(check, suspicion, flow, from);
            return;
        }
        check.open--;
        int cell = hop.cell(flow);
        if (from != null && cell >= 0 && !from.equals(hop.vertex(cell).address)) {
            suspicion = new Suspicion();
            suspicion.answers.add(from);
            check.suspicions.put(flow, suspicion);
            IntStream.range(0, REPEATS).forEach(i -> prober.check(hop.ttl, flow));
        }
    }

    private void repeat(Check check, Suspicion suspicion, int flow, @Nullable InetAddress from) {
        if (from != null) {
            suspicion.answers.add(from);
        }
        if (--suspicion.open == 0) {
            check.suspicions.remove(flow);
            check.perPacket.set(flow, suspicion.answers.size() > 1);
            somePerPacket |= suspicion.answers.size() > 1;
            routeChanged |= suspicion.answers.size() == 1;
        }
    }

    /** Whether a flow now meets somebody else than before, again and again. */
    boolean routeChanged() {
        return routeChanged;
    }

    /** Whether packets of one flow meet different vertices anywhere. */
    boolean somePerPacket() {
        return somePerPacket;
    }

    /** Whether packets of one flow meet different vertices at a TTL. */
    boolean perPacket(int ttl) {
        Check check = checks.get(ttl);
        return check != null && !check.perPacket.isEmpty();
    }

    /** Index of the vertices before a TTL that spread packets of one flow. */
    BitSet perPacketBalancers(HopPair pair) {
        BitSet balancers = new BitSet();
        Check check = checks.get(pair.here.ttl);
        if (check != null) {
            check.perPacket.stream()
                    .map(pair.before::cellOrOnly)
                    .filter(index -> index >= 0)
                    .forEach(balancers::set);
        }
        return balancers;
    }
}
