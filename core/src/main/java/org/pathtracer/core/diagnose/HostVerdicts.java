// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.util.List;
import java.util.Optional;
import org.pathtracer.core.explanation.Posterior;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.PlaceSegment;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.interfaces.LocalInterface;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.result.PlaceRecord;

/** What is wrong with this host's own connection. The system says it: that needs no comparison. */
final class HostVerdicts {
    /** What the system says of itself; the rest is left for a system that says it wrongly. */
    private static final double SAID = 0.98;

    private HostVerdicts() {}

    static List<Finding> of(Evidence evidence) {
        if (evidence.network.isEmpty() || evidence.isThisHost()) {
            return List.of();
        }
        NetworkState state = evidence.network.get();
        if (Surfaces.hasNoLink(state)) {
            return finding(
                    evidence,
                    FindingKind.NO_LINK,
                    "apart from the loopback, no network interface has both a carrier (cable or radio) and an address");
        }
        boolean nameless = evidence.named() && evidence.systemAddresses.isEmpty() && noServerAnswers(evidence);
        if (evidence.main().isEmpty()
                && !evidence.unroutable.isEmpty()
                && !state.defaultRoutes().isEmpty()) {
            return finding(
                    evidence,
                    FindingKind.NO_DEFAULT_ROUTE,
                    "no route leads to %s, although there are default routes for other addresses"
                            .formatted(String.join(
                                    ", ",
                                    evidence.unroutable.stream()
                                            .map(Words::address)
                                            .toList())));
        } else if (state.defaultRoutes().isEmpty()
                && (evidence.main().isEmpty() && !evidence.unroutable.isEmpty() || nameless)) {
            return finding(
                    evidence,
                    FindingKind.NO_DEFAULT_ROUTE,
                    "there is no default route and no route to the target, although interfaces are up (%s)"
                            .formatted(String.join(
                                    ", ",
                                    state.interfaces().stream()
                                            .filter(LocalInterface::up)
                                            .map(LocalInterface::name)
                                            .toList())));
        }
        return List.of();
    }

    private static boolean noServerAnswers(Evidence evidence) {
        return evidence.asked.stream().allMatch(one -> one.answer().isEmpty());
    }

    private static List<Finding> finding(Evidence evidence, FindingKind kind, String why) {
        var claims = new Posterior<Claim>()
                .add(Claim.of(kind, PlaceRecord.of(PlaceSegment.HOST)), SAID, 0)
                .add(Claim.nothing(), 1 - SAID, 0)
                .weighed();
        Optional<Finding> found = Claim.finding(claims, Severity.BLOCKS, List.of(why), evidence.request.text());
        return found.stream().toList();
    }
}
