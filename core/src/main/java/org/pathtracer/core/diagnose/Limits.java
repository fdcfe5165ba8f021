// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.Protocol;
import org.pathtracer.core.loss.HopTrials;
import org.pathtracer.core.loss.LossDiagnosis;
import org.pathtracer.core.loss.Trial;
import org.pathtracer.trace.LossCause;

/** Which hops leave out answers because they limit them. */
final class Limits {
    /** What depends on the flow, no limit explains: the flows are asked in another order each time. */
    static final double FLOWS_DIFFER = Math.log(20);

    /** Odds of 20 to 1. */
    private static final double SURE = Math.log(20);

    /** Loss that is usual, against which another protocol's is held. */
    private static final double USUAL = 0.005;

    private final List<PathHop> routers = new ArrayList<>();

    Limits(Leg leg, Leg.Channel channel, List<PathHop> all) {
        List<HopTrials> path = new ArrayList<>();
        for (PathHop hop : all) {
            path.add(new HopTrials(hop.ttl, trials(hop.trials())));
        }
        int end = leg.distance().orElse(all.isEmpty() ? 1 : all.get(all.size() - 1).ttl + 1);
        path.add(new HopTrials(end, trials(leg.targetTrials(channel)), true));
        var verdicts = LossDiagnosis.of(path);
        boolean told = verdicts.size() == path.size();
        for (int i = 0; told && i < all.size(); i++) {
            if (verdicts.get(i).cause() == LossCause.RATE_LIMITED) {
                routers.add(all.get(i));
            }
        }
    }

    /**
     * Whether the target leaves out answers of this kind, and not the path: another protocol loses less. A connection
     * that is not accepted is lost to applications, too: no limit excuses it.
     */
    static boolean ofTarget(Leg leg, Leg.Channel channel) {
        return channel.protocol() != Protocol.TCP && othersLoseLess(leg, channel);
    }

    private static List<Trial> trials(List<PathHop.Trial> all) {
        return all.stream().map(one -> new Trial(one.atNanos(), one.from())).toList();
    }

    /** Whether other protocols lose what is usual, rather than as much as this one. */
    private static boolean othersLoseLess(Leg leg, Leg.Channel channel) {
        double share = Math.max(USUAL, Branches.lossOf(leg.targetTrials(channel)));
        double log = 0;
        for (Leg.Channel other : leg.target.keySet()) {
            if (!other.equals(channel) && leg.answers(other)) {
                List<PathHop.Trial> trials = leg.targetTrials(other);
                double lost = Branches.lossOf(trials) * trials.size();
                log += lost * Math.log(share / USUAL) + (trials.size() - lost) * Math.log((1 - share) / (1 - USUAL));
            }
        }
        return log < -SURE;
    }

    List<PathHop> routers() {
        return routers;
    }
}
