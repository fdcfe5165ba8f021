// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * MDA: each vertex of the TTL before is a place of its own. As many flows as the stopping rule wants must be known to
 * pass it ("node control", Veitch et al., INFOCOM 2009); where none are left, more are sent to the TTL before to see
 * who meets it.
 */
final class NodeSearch extends Search {
    /**
     * Part of the expected number of flows until the rarest vertex is met as often as needed that is sent at once. More
     * would save rounds and waste probes.
     */
    private static final double EAGERNESS = 0.5;

    /** What is known of one vertex of the TTL before. */
    private static final class Place {
        final BitSet successors = new BitSet();
        final List<Integer> spare = new ArrayList<>();
        int flows;
        int answered;
        int asked;
        int missing;
    }

    private final Place[] places;

    NodeSearch(FlowTable table, int ttl, Asker asker, StoppingRule rule, int maxWidth) {
        super(table, ttl, asker, rule, maxWidth);
        places = new Place[Math.max(1, before.indices())];
        for (int i = 0; i < places.length; i++) {
            places[i] = new Place();
        }
    }

    @Override
    List<Progress> plan() {
        sortFlows();
        List<Progress> progress = new ArrayList<>();
        boolean one = before.width() == 0 || before.only() >= 0;
        for (int i = 0; i < places.length; i++) {
            if (wanted(i)) {
                progress.add(plan(places[i], one, i));
            }
        }
        if (!one) {
            hunt();
        }
        findPredecessors();
        return progress;
    }

    private boolean wanted(int index) {
        if (before.width() == 0) {
            return true;
        }
        return index < before.indices()
                && before.vertex(index).flows > 0
                && !before.vertex(index).terminal();
    }

    private void sortFlows() {
        for (int flow = 0; flow < flows(); flow++) {
            int at = before.width() == 0 ? 0 : before.cellOrOnly(flow);
            if (at < 0 || !wanted(at)) {
                continue;
            }
            Place place = places[at];
            int to = here.cell(flow);
            place.flows++;
            if (to >= 0) {
                place.answered++;
                place.successors.set(to);
            } else if (to == TtlSearch.ASKED) {
                place.asked++;
            } else if (to == TtlSearch.UNKNOWN) {
                place.spare.add(flow);
            }
        }
    }

    private Progress plan(Place place, boolean one, int index) {
        int known = place.successors.cardinality();
        int needed = needed(known);
        if (index < before.indices() && before.asked() + here.asked() == 0) {
            weigh(pair.flowsBySuccessor(index));
        }
        if (!saturated(needed)) {
            place.missing = needed - place.answered - place.asked;
            for (int flow : place.spare) {
                if (place.missing <= 0) {
                    break;
                }
                ask(here.ttl, flow);
                place.missing--;
            }
            if (one && place.missing > 0) {
                place.missing = askNew(here.ttl, place.missing);
            }
        }
        return progress(known, place.answered, needed);
    }

    /** Sends flows to the TTL before, in the hope that they meet the vertices that need more. */
    private void hunt() {
        int all = 0;
        double longest = 0;
        for (Place place : places) {
            if (place.missing > 0) {
                all += place.missing;
                longest = Math.max(longest, place.missing / share(place));
            }
        }
        int count = Math.max(all, (int) Math.ceil(longest * EAGERNESS)) - before.asked();
        if (all > 0 && count > 0) {
            huntWith(count);
        }
    }

    /** Half what was seen and half an even share: who needs most was met least, by chance more than for a reason. */
    private double share(Place place) {
        int total = 0;
        for (Place each : places) {
            total += each.flows;
        }
        return (place.flows / (double) total + 1.0 / before.width()) / 2;
    }

    private void huntWith(int count) {
        Chance[] chances = new Chance[flows()];
        BitSet promising = promising();
        for (int flow = 0; flow < chances.length; flow++) {
            chances[flow] = chance(flow, promising);
        }
        int left = count;
        for (Chance wanted : new Chance[] {Chance.BOTH, Chance.LIKELY, Chance.OPEN}) {
            for (int flow = 0; flow < chances.length && left > 0; flow++) {
                if (chances[flow] == wanted) {
                    ask(before.ttl, flow);
                    left--;
                }
            }
        }
        askNew(before.ttl, left);
    }

    /** How much sense it makes to send a flow to the TTL before. */
    private enum Chance {
        /** It is known at this TTL, so that one probe is enough for both. */
        BOTH,
        /** It is known to meet a predecessor of who is needed. */
        LIKELY,
        /** Nothing speaks for or against it. */
        OPEN,
        NONE
    }

    private Chance chance(int flow, BitSet promising) {
        if (before.cell(flow) != TtlSearch.UNKNOWN || table.endedBefore(before.ttl, flow)) {
            return Chance.NONE;
        } else if (here.cell(flow) >= 0) {
            return Chance.BOTH;
        }
        TtlSearch earlier = table.hop(before.ttl - 1);
        int at = earlier.root() ? TtlSearch.UNKNOWN : earlier.cell(flow);
        return at < 0 ? Chance.OPEN : promising.get(at) ? Chance.LIKELY : Chance.NONE;
    }

    /** Predecessors, one TTL before, of the vertices that need more. */
    private BitSet promising() {
        HopPair earlier = table.pair(before.ttl);
        BitSet promising = new BitSet();
        for (int i = 0; i < places.length; i++) {
            for (int at = 0; places[i].missing > 0 && at < earlier.before.indices(); at++) {
                if (earlier.edge(at, i)) {
                    promising.set(at);
                }
            }
        }
        return promising;
    }
}
