// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.List;

/** What the two ways to search a TTL have in common. */
abstract class Search {
    /** Flows that may be lost at a TTL, as a multiple of those that are needed there, before the search gives up. */
    private static final int LOSSES = 3;

    final FlowTable table;
    final HopPair pair;
    final TtlSearch before;
    final TtlSearch here;
    private final Asker asker;
    private final StoppingRule rule;
    private final int maxWidth;
    private boolean asked;
    private double smallestShare = 1;
    /** Share that a hidden successor gets at least, unless an even one is less. */
    private double leastShare = 1;

    Search(FlowTable table, int ttl, Asker asker, StoppingRule rule, int maxWidth) {
        this.table = table;
        this.pair = table.pair(ttl);
        this.before = pair.before;
        this.here = pair.here;
        this.asker = asker;
        this.rule = rule;
        this.maxWidth = maxWidth;
    }

    /** Asks for what is missing now, as far as it is known; gives how far each place has come. */
    abstract List<Progress> plan();

    /** Flows in use: numbers from 0 to one less. */
    int flows() {
        return table.flows();
    }

    /** Whether nothing was asked for and nothing that was is still open. */
    boolean quiet() {
        return !asked && before.asked() == 0 && here.asked() == 0;
    }

    void ask(int ttl, int flow) {
        asked = true;
        asker.ask(ttl, flow);
    }

    /** Flows that a place needs, given how many of its successors are known. */
    int needed(int known) {
        int even = rule.flows(known);
        return uneven(known) ? Math.max(even, needed(Math.max(1, known), leastShare)) : even;
    }

    /** Whether a hidden successor may get less than an even share. */
    private boolean uneven(int known) {
        return leastShare < 1.0 / (Math.max(1, known) + 1);
    }

    /** How far a place has come. */
    Progress progress(int known, int flows, int needed) {
        return uneven(known) ? new Progress(known, flows, needed, leastShare) : Progress.even(known, flows, needed);
    }

    /** From now on a hidden successor may get as little as this. */
    void allow(double share) {
        leastShare = share;
    }

    /** Share of the way that gets least where ways get different shares; 1 if that is not seen. */
    double smallestShare() {
        return smallestShare;
    }

    /** Looks at how flows are spread over the ways of a place. */
    void weigh(int[] flowsByWay) {
        smallestShare = Math.min(smallestShare, Weights.smallestShare(flowsByWay));
    }

    /** Flows without which a successor with such a share would be missed too often. */
    int needed(int known, double share) {
        return (int) Math.ceil(Math.log(rule.risk(known) / (known + 1)) / Math.log1p(-share));
    }

    /** Whether more answers are neither wanted nor to be expected. */
    boolean saturated(int needed) {
        return here.width() >= maxWidth || here.lost() > LOSSES * needed;
    }

    int room(int ttl, int wanted) {
        return asker.room(ttl, wanted);
    }

    boolean slow(int ttl) {
        return asker.slow(ttl);
    }

    /** Asks this TTL with flows that were not used before. */
    int askNew(int ttl, int count) {
        int left = count;
        int room = asker.room(ttl, count);
        while (left > 0 && room > 0 && table.hasNewFlow()) {
            ask(ttl, table.newFlow());
            left--;
            room--;
        }
        return left;
    }

    /** One flow of each vertex before, so that each shows a successor. */
    void askEachVertex() {
        boolean[] served = new boolean[before.indices()];
        int[] spare = new int[before.indices()];
        for (int flow = flows() - 1; flow >= 0; flow--) {
            int from = before.cell(flow);
            if (from >= 0) {
                served[from] |= here.cell(flow) != TtlSearch.UNKNOWN && here.cell(flow) != TtlSearch.LOST;
                spare[from] = here.cell(flow) == TtlSearch.UNKNOWN ? flow + 1 : spare[from];
            }
        }
        for (Vertex vertex : before.vertices().toList()) {
            if (!vertex.terminal() && !served[vertex.index] && spare[vertex.index] > 0) {
                ask(here.ttl, spare[vertex.index] - 1);
            }
        }
    }

    /**
     * Every vertex here needs a flow that is known also before: an edge is told only where one flow was seen at both of
     * its ends.
     */
    void findPredecessors() {
        if (before.root() || before.width() == 0) {
            return;
        }
        boolean[] linked = new boolean[here.indices()];
        int[] candidates = new int[here.indices()];
        here.vertices().forEach(vertex -> linked[vertex.index] = pair.flowsTo(vertex.index) > 0);
        for (int flow = flows() - 1; flow >= 0; flow--) {
            int to = here.cell(flow);
            if (to >= 0 && !linked[to]) {
                int from = before.cell(flow);
                linked[to] = from == TtlSearch.ASKED;
                candidates[to] = from == TtlSearch.UNKNOWN ? flow + 1 : candidates[to];
            }
        }
        for (int to = 0; to < linked.length; to++) {
            if (!linked[to] && candidates[to] > 0) {
                ask(before.ttl, candidates[to] - 1);
            }
        }
    }
}
