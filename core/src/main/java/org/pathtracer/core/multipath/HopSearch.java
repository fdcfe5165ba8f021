// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.BitSet;
import java.util.List;

/**
 * MDA-Lite: all vertices of the TTL before together are one place (Vermeulen et al., IMC 2018, section 2.3). First one
 * flow of each of them, then others, those in use first. Then the edges are tested: {@value #MESHING_FLOWS} flows of
 * each vertex show whether paths cross. If the load turns out to be spread unevenly, more flows are sent, as many as
 * the successor with the smallest share needs.
 */
final class HopSearch extends Search {
    static final int MESHING_FLOWS = 2;

    /**
     * Risk of taking a TTL for the one at which packets that were spread one by one meet again. There the edges are
     * told: a second vertex that is missed would make them false.
     */
    private static final double RISK_OF_NO_MEETING = 1e-6;

    private final double[] sharesBefore;
    /** Whether edges mean anything: not where balancers look at single packets. */
    private final boolean perFlow;
    /** Whether packets of one flow go different ways behind here. */
    private final boolean spreadsBehind;

    private boolean meshed;

    /**
     * A search.
     *
     * @param sharesBefore share of all flows that meets each vertex of the TTL before, by index
     */
    HopSearch(
            FlowTable table,
            int ttl,
            Asker asker,
            StoppingRule rule,
            int maxWidth,
            double[] sharesBefore,
            boolean perFlow,
            boolean spreadsBehind) {
        super(table, ttl, asker, rule, maxWidth);
        this.sharesBefore = sharesBefore;
        this.perFlow = perFlow;
        this.spreadsBehind = spreadsBehind;
    }

    /** Whether paths cross here, so that the rule of this search does not hold. */
    boolean meshed() {
        return meshed;
    }

    @Override
    List<Progress> plan() {
        int answered = answered();
        int known = here.width();
        Progress even = progress(known, answered, Math.max(needed(known), neededToMeet(known)));
        boolean saturated = saturated(even.needed());
        if (!saturated) {
            askEachVertex();
            draw(even.needed() - answered - here.asked());
        }
        findPredecessors();
        if (!quiet() || !perFlow) {
            return List.of(even);
        } else if (before.width() < 2) {
            weigh(flowsByVertex());
            return List.of(even);
        }
        meshed = pair.meshed();
        if (meshed || here.width() > 1 && testForMeshing()) {
            return List.of(even);
        }
        return List.of(saturated ? even : uneven(even));
    }

    /** Flows that would show a second vertex here, if only one of those before led to it. */
    private int neededToMeet(int known) {
        boolean meetsHere = !perFlow && known <= 1 && before.width() > 1;
        // A balancer behind here is one only if this is where all flows are; else it may be who is before.
        int ways = meetsHere ? before.width() : spreadsBehind && known <= 1 ? 2 : 0;
        return ways < 2 ? 0 : (int) Math.ceil(Math.log(RISK_OF_NO_MEETING) / Math.log1p(-1.0 / ways));
    }

    /**
     * TTLs with an odd number of vertices are rare, so a search that knows an odd number has probably missed one. It
     * goes on almost as long as if the next were known, which costs nothing where there is one.
     */
    @Override
    int needed(int known) {
        boolean odd = known > 1 && known % 2 == 1;
        return odd ? super.needed(known + 1) - 1 : super.needed(known);
    }

    private int[] flowsByVertex() {
        int[] flows = new int[here.indices()];
        here.vertices().forEach(vertex -> flows[vertex.index] = vertex.flows);
        return flows;
    }

    private int answered() {
        int count = 0;
        for (int flow = 0; flow < flows(); flow++) {
            count += here.cell(flow) >= 0 ? 1 : 0;
        }
        return count;
    }

    /** Flows that are known before come first: they show edges as well. */
    private void draw(int wanted) {
        if (wanted <= 0) {
            return;
        }
        int count = wanted == 1 && slow(here.ttl) && mayBeWantedForAPath() ? 0 : wanted;
        int room = room(here.ttl, count);
        int left = Math.min(count - drawForPaths(Math.min(count, room)), room);
        for (boolean known : new boolean[] {true, false}) {
            for (int flow = 0; flow < flows() && left > 0; flow++) {
                boolean fits = before.width() == 0 || before.cellOrOnly(flow) >= 0;
                if (fits == known && here.cell(flow) == TtlSearch.UNKNOWN && !table.endedBefore(here.ttl, flow)) {
                    ask(here.ttl, flow);
                    left--;
                }
            }
        }
        if (left > 0) {
            askNew(here.ttl, left);
        }
    }

    /**
     * Whether a vertex may still be found next to this TTL, of which a flow will have to be known here: the last
     * question is kept for that.
     */
    private boolean mayBeWantedForAPath() {
        int ttl = before.ttl;
        while (ttl >= table.first && table.hop(ttl).width() == 1) {
            ttl--;
        }
        boolean openBefore = ttl >= table.first && table.hop(ttl).asked() > 0;
        return openBefore
                || here.ttl < table.last
                        && table.hop(here.ttl + 1).width() > 1
                        && table.hop(here.ttl + 1).asked() > 0;
    }

    /**
     * Where all flows meet again, those come first that came by a vertex of which no flow is known here: each path
     * needs one that is known all the way.
     */
    private int drawForPaths(int most) {
        int ttl = before.ttl;
        while (before.width() == 1 && ttl >= table.first && table.hop(ttl).width() == 1) {
            ttl--;
        }
        if (before.width() != 1 || ttl < table.first) {
            return 0;
        }
        TtlSearch wide = table.hop(ttl);
        BitSet covered = new BitSet();
        for (int flow = 0; flow < flows(); flow++) {
            if (wide.cell(flow) >= 0 && here.cell(flow) != TtlSearch.UNKNOWN) {
                covered.set(wide.cell(flow));
            }
        }
        int drawn = 0;
        for (int flow = 0; flow < flows() && drawn < most; flow++) {
            int at = wide.cell(flow);
            if (at >= 0 && !covered.get(at) && before.cell(flow) >= 0 && here.cell(flow) == TtlSearch.UNKNOWN) {
                covered.set(at);
                ask(here.ttl, flow);
                drawn++;
            }
        }
        return drawn;
    }

    /** From the wider side, where each vertex has one neighbour only if nothing crosses; whether something is asked. */
    private boolean testForMeshing() {
        boolean forward = before.width() >= here.width();
        TtlSearch wider = forward ? before : here;
        TtlSearch other = forward ? here : before;
        boolean asked = false;
        for (Vertex vertex :
                wider.vertices().filter(v -> !forward || !v.terminal()).toList()) {
            int tested = forward ? pair.flowsFrom(vertex.index) : pair.flowsTo(vertex.index);
            for (int flow = 0; flow < flows() && tested < MESHING_FLOWS; flow++) {
                if (wider.cell(flow) == vertex.index && other.cell(flow) == TtlSearch.UNKNOWN) {
                    ask(other.ttl, flow);
                    asked = true;
                    tested++;
                }
            }
        }
        return asked;
    }

    /** Asymmetry: sends as many flows as a hidden successor with the smallest conceivable share needs. */
    private Progress uneven(Progress even) {
        double hidden = hiddenShare(even.hiddenShare());
        if (hidden > even.hiddenShare() * (1 - 1e-9)) {
            return even;
        }
        int needed = needed(even.successors(), hidden);
        Progress uneven = new Progress(even.successors(), even.flows(), Math.max(even.needed(), needed), hidden);
        draw(uneven.needed() - uneven.flows());
        return uneven;
    }

    /**
     * Where vertices differ in their number of successors, each of them could have one more; where only their shares
     * differ, one with as much as the smallest could be hidden.
     */
    private double hiddenShare(double even) {
        double smallest = even;
        if (pair.unequalSuccessors()) {
            for (Vertex vertex : before.vertices().filter(v -> !v.terminal()).toList()) {
                double share = sharesBefore[vertex.index] / (pair.successors(vertex.index) + 1);
                smallest = share > 0 ? Math.min(smallest, share) : smallest;
            }
        }
        double[] shares = pair.shares(sharesBefore);
        int known = here.width();
        for (Vertex vertex : here.vertices().toList()) {
            double share = shares[vertex.index] * known / (known + 1);
            smallest = share > 0 ? Math.min(smallest, share) : smallest;
        }
        return smallest;
    }
}
