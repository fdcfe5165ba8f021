// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loss on the path that comes together: in bursts, in one outage, or while the path changes. It begins before the first
 * hop that lost some without a doing of its own.
 */
final class Together {
    /** Of the links that add loss, how many lose in these ways, in comparison with all else. */
    private static final double BURSTS = 0.3;

    private static final double OUTAGE = 0.4;
    private static final double CHANGE = 0.1;

    /** Logarithms of the probability of all the evidence. */
    record Weights(double samePath, double changedPath) {}

    private static final Weights IMPOSSIBLE = new Weights(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private final List<HopLikelihood> hops;
    private final Map<BitSet, Weights> known = new HashMap<>();

    Together(List<HopLikelihood> hops) {
        this.hops = hops;
    }

    /** With some hops having losses of their own. */
    Weights with(BitSet own) {
        return known.computeIfAbsent(own, this::weigh);
    }

    private Weights weigh(BitSet own) {
        int first = 0;
        while (first < hops.size() && (own.get(first) || !hops.get(first).lossy())) {
            first++;
        }
        if (first == hops.size()) {
            return IMPOSSIBLE;
        }
        List<HopTrials> passing = new ArrayList<>();
        double others = 0;
        for (int i = 0; i < hops.size(); i++) {
            HopLikelihood hop = hops.get(i);
            if (i < first) {
                others += own.get(i) ? hop.own(0) : hop.plain(0);
            } else if (!own.get(i) && !hop.silent()) {
                passing.add(hop.hop);
                others += hop.logPlain();
            }
        }
        Line line = new Line(passing);
        int share = LossGrid.nearest(line.lossRatio());
        for (int i = first; i < hops.size(); i++) {
            HopLikelihood hop = hops.get(i);
            others += own.get(i) ? hop.own(share) : hop.silent() ? hop.plain(share) : 0;
        }
        // Hops that lost nothing may show that the path is another.
        int changed = 0;
        while (changed < first && !hops.get(changed).hop.changesAddress()) {
            changed++;
        }
        List<HopTrials> responders =
                hops.subList(changed, hops.size()).stream().map(hop -> hop.hop).toList();
        Outage outage = new Outage(line, responders);
        double link = Math.log(PathChain.LOSSY_LINK) + others;
        return new Weights(
                link
                        + LogMath.sum(
                                Math.log(BURSTS) + Bursts.logLikelihood(line),
                                Math.log(OUTAGE) + outage.logLikelihood()),
                link + Math.log(CHANGE) + outage.logLikelihoodOfChange());
    }
}
