// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.Protocol;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.Severity;

/** What is wrong with the path to the target. */
final class Verdicts {
    /** Odds of 20 to 1. */
    private static final double FLOWS_DIFFER = Math.log(20);

    private Verdicts() {}

    static List<Finding> of(Evidence evidence, Leg leg) {
        List<Finding> all = new ArrayList<>(new ReachVerdicts(evidence, leg).findings());
        boolean blocked = all.stream().anyMatch(finding -> finding.severity() == Severity.BLOCKS);
        if (leg.answersAnything()) {
            all.addAll(new QualityVerdicts(evidence, new Quality(leg, channel(evidence, leg))).findings());
        }
        if (!blocked || leg.answersAnything()) {
            all.addAll(FamilyVerdicts.of(evidence, leg));
        }
        return all;
    }

    /** Load balancers tell flows apart by ports: echo requests meet one branch, be it the good or the bad one. */
    private static boolean flowsDiffer(Leg leg, Leg.Channel web) {
        return new Quality(leg, web).branchLogOdds() > FLOWS_DIFFER;
    }

    /** By what loss and delay are measured: what the application sends, if it is answered. */
    static Leg.Channel channel(Evidence evidence, Leg leg) {
        Leg.Channel application = evidence.application();
        Leg.Channel icmp = new Leg.Channel(Protocol.ICMP, 0);
        boolean usable = leg.answers(application) && application.protocol() != Protocol.UDP;
        if (application.equals(icmp)) {
            Leg.Channel web = new Leg.Channel(Protocol.TCP, 80);
            return leg.answers(web) && (!leg.answers(icmp) || flowsDiffer(leg, web)) ? web : icmp;
        }
        return usable || !leg.answers(icmp) ? application : icmp;
    }
}
