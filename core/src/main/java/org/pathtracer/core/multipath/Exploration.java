// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.pathtracer.MultipathRequest;
import org.pathtracer.StopReason;
import org.pathtracer.multipath.MultipathAlgorithm;

/**
 * Decides what to ask, from what is known. It may be asked for its plan at any time: each plan wants only what surely
 * is needed whatever the open answers are, so all TTLs are searched at the same time, and waiting costs no probes.
 */
final class Exploration {
    final FlowTable table;
    final FlowChecks checks;
    final SilenceControl silence = new SilenceControl();
    private final MultipathRequest request;
    private final Goal goal;
    private final Scout scout;
    private final PathCompletion completion;
    private final Arrivals arrivals;
    /** TTLs that are searched vertex by vertex. */
    private final BitSet eachVertex = new BitSet();
    /** TTLs of diamonds in which the algorithm was changed since they are meshed. */
    private final BitSet switched = new BitSet();

    private final TreeMap<Integer, List<Progress>> progress = new TreeMap<>();
    private final TreeMap<Integer, Double> smallestShares = new TreeMap<>();
    private StoppingRule rule;
    private Stability stability;
    private double leastShare = 1;
    /** Whether no node was found or expected at which one more successor would get less than the others. */
    private boolean equalShares = true;

    private boolean rulesChanged;

    Exploration(MultipathRequest request) {
        this.request = request;
        this.goal = new Goal(request);
        checks = new FlowChecks(request.confidence());
        this.rule = goal.rule(1, 0, true);
        table = new FlowTable(request.firstHop(), request.maxHops(), request.flows());
        stability = new Stability(table, checks);
        scout = new Scout(table, request.gapLimit(), request.thrifty());
        arrivals = new Arrivals(table);
        completion = new PathCompletion(table, this::perPacket);
        expectShare(request.leastShare());
        if (request.algorithm() == MultipathAlgorithm.MDA) {
            eachVertex.set(request.firstHop(), request.maxHops() + 1);
        }
    }

    /** Asks for all that is surely needed. If that is nothing, and nothing is open, the paths are found. */
    void plan(Prober prober) {
        for (int ttl = table.first; ttl <= table.last; ttl++) {
            TtlSearch hop = table.hop(ttl);
            hop.judgeSilence(request.retries() + 1, () -> silence.silent(hop, table.flows(), prober));
        }
        judgeEdges();
        arrivals.plan(prober);
        scout.plan(prober);
        rule = ruleForNodes();
        progress.clear();
        // First, since these questions count among those that the search of the TTL before wants anyway.
        for (int ttl = searchable(); ttl > table.first; ttl--) {
            new TrustingSearch(table, ttl, prober, rule, request.maxWidth()).findPredecessors();
        }
        double[] shares = {1};
        for (int ttl = table.first; ttl <= searchable(); ttl++) {
            shares = plan(ttl, shares, prober);
        }
        if (rulesChanged) {
            rulesChanged = false;
            plan(prober);
        }
    }

    /** Then one TTL's share of all flows means nothing: each vertex has to be searched behind by itself. */
    private void expectShare(double share) {
        if (share < leastShare) {
            leastShare = share;
            eachVertex.set(table.first, table.last + 1);
        }
    }

    /** What is known by now of balancers that look at single packets decides which flows show edges. */
    void judgeEdges() {
        if (checks.somePerPacket()) {
            stability = new Stability(table, checks);
            table.judgeEdgesBy(stability);
        }
    }

    /** The last step, when nothing else is left to ask. */
    void planCompletion(Prober prober) {
        completion.plan(prober);
    }

    /** A router is followed by something, if only by silence. */
    private int searchable() {
        int end = Math.min(table.highestRouter() + 1, table.last);
        return scout.end().filter(StopReason.LOOP::equals).isPresent() ? Math.min(end, table.highestAnswered()) : end;
    }

    private double[] plan(int ttl, double[] shares, Prober prober) {
        boolean trusted = trusted(ttl);
        table.hop(ttl).grant(trusted && table.hop(ttl).width() == 1);
        if (trusted) {
            progress.put(ttl, new TrustingSearch(table, ttl, prober, rule, request.maxWidth()).plan());
            return shares(table.pair(ttl), shares);
        }
        boolean perFlow = !perPacket(ttl) && !perPacket(ttl - 1);
        boolean narrow = spreadsBehind(ttl) && table.hop(ttl).width() <= 1;
        boolean each = eachVertex(ttl) && perFlow && !narrow;
        MdaLiteSearch together = each
                ? null
                : new MdaLiteSearch(table, ttl, prober, rule, request.maxWidth(), shares, perFlow, spreadsBehind(ttl));
        Search search = together != null ? together : new NodeSearch(table, ttl, prober, rule, request.maxWidth());
        search.allow(leastShare);
        List<Progress> nodes = search.plan();
        progress.put(ttl, nodes);
        equalShares &= nodes.stream().noneMatch(Progress::uneven);
        smallestShares.put(ttl, search.smallestShare());
        if (search.quiet() && checked(search.pair, prober) && perFlow && together != null && together.meshed()) {
            switchDiamond(ttl);
        }
        return shares(search.pair, shares);
    }

    /** Where nothing unusual is expected, and probes are to be saved: next to this host, and at the target. */
    private boolean trusted(int ttl) {
        TtlSearch hop = table.hop(ttl);
        boolean end = ttl == table.first || hop.hasAny(vertex -> vertex.kind == Vertex.Kind.DESTINATION);
        // What flow 0 meets decides whether this is the target.
        boolean undecided = hop.cell(Scout.FLOW) == TtlSearch.ASKED && hop.width() == 0;
        return request.thrifty() && (undecided || end && hop.width() <= 1);
    }

    private boolean checked(HopPair pair, Prober prober) {
        int before = pair.before.ttl;
        return request.thrifty()
                || checks.plan(
                        pair, table.flows(), wide(pair.here.ttl + 1), flow -> stability.stable(flow, before), prober);
    }

    private boolean spreadsBehind(int ttl) {
        return ttl < table.last && !stability.balancers(ttl + 1).isEmpty();
    }

    private boolean wide(int ttl) {
        return ttl <= table.last && table.hop(ttl).width() > 1;
    }

    private static double[] shares(HopPair pair, double[] before) {
        if (pair.here.only() >= 0) {
            double[] all = new double[pair.here.indices()];
            all[pair.here.only()] = 1;
            return all;
        }
        return pair.shares(before);
    }

    /** Where some flows end and others go on, it must be known of each which. */
    boolean eachVertex(int ttl) {
        return eachVertex.get(ttl) || table.hop(ttl - 1).partlyTerminal();
    }

    private void switchDiamond(int ttl) {
        int from = ttl;
        while (from > table.first && table.hop(from - 1).width() > 1) {
            from--;
        }
        int to = ttl;
        while (to < table.last && table.hop(to).width() > 1) {
            to++;
        }
        eachVertex.set(from, to + 1);
        switched.set(from, to + 1);
        rulesChanged = true;
    }

    /** TTLs of meshed diamonds that MDA-Lite left to MDA. */
    BitSet switched() {
        return switched;
    }

    /**
     * Whether packets of one flow meet different vertices at a TTL: from where a balancer spreads them to before they
     * all meet one again.
     */
    boolean perPacket(int ttl) {
        return stability.doubtful(ttl);
    }

    Stability stability() {
        return stability;
    }

    /** Each branch point, and one for each TTL without, unless it is taken for granted that there is none. */
    private StoppingRule ruleForNodes() {
        int singles = 0;
        int branching = 0;
        for (int ttl = table.first; ttl <= table.highestAnswered(); ttl++) {
            if (!trusted(ttl)) {
                boolean each = eachVertex(ttl) && !perPacket(ttl);
                int branches = each ? table.pair(ttl).branchPoints() : wide(ttl) ? 1 : 0;
                singles += branches == 0 ? 1 : 0;
                branching += branches;
            }
        }
        return goal.rule(singles, branching, equalShares);
    }

    StoppingRule rule() {
        return rule;
    }

    /** How far the searches have come, by TTL. */
    NavigableMap<Integer, List<Progress>> progress() {
        return progress;
    }

    /** TTLs whose search did not get as far as the stopping rule wants. */
    List<Integer> unfinished() {
        List<Integer> unfinished = new ArrayList<>();
        progress.forEach((ttl, nodes) -> {
            if (!nodes.stream().allMatch(Progress::done)) {
                unfinished.add(ttl);
            }
        });
        return unfinished;
    }

    /** What can't be said of edges where a balancer spreads single packets. */
    Optional<String> unlinked() {
        for (int ttl = table.first + 1; ttl <= table.highestAnswered(); ttl++) {
            if (perPacket(ttl - 1) && perPacket(ttl)) {
                return Optional.of(
                        "Packets of one flow go different ways from TTL %d on, so who is behind whom there can't be seen"
                                .formatted(ttl - 1));
            }
        }
        return Optional.empty();
    }

    /** By TTL, the share of the way there that gets least of its balancer's flows; 1 if none is seen to get less. */
    NavigableMap<Integer, Double> smallestShares() {
        return smallestShares;
    }

    /** The smallest of these; 1 if the caller said which shares to expect, since searches then went by that. */
    double smallestShareSeen() {
        return request.leastShare() < 1
                ? 1
                : smallestShares.values().stream().min(Double::compare).orElse(1.0);
    }

    /** The share down to which the confidence holds; 1 for equal shares only. */
    double leastShareStated() {
        return Math.min(request.leastShare(), smallestShareSeen());
    }

    Optional<StopReason> scoutEnd() {
        return scout.end();
    }
}
