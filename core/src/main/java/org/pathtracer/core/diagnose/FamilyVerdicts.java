// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.core.explanation.Posterior;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.PlaceSegment;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.result.PlaceRecord;

/** Whether one of two address families does not work, while the other does. */
final class FamilyVerdicts {
    private static final double SILENT = 0.95;
    private static final double SLOW = 0.9;
    /** RFC 8305 section 8: so long applications wait for the preferred family before they try the other. */
    private static final double HEAD_START_MILLIS = 250;

    private FamilyVerdicts() {}

    static List<Finding> of(Evidence evidence, Leg main) {
        Optional<Leg> second = evidence.other();
        Leg.Channel application = evidence.application();
        if (second.isEmpty()) {
            return List.of();
        }
        Leg other = second.get();
        boolean asked = other.asked(application);
        boolean silent = asked && !other.answers(application) && !other.answersAnything() && main.answersAnything()
                || asked && !other.answers(application) && main.answers(application);
        String family = AddressFamily.of(other.address).toString();
        if (silent) {
            return finding(
                    evidence,
                    other,
                    SILENT,
                    "%s to %s gets no answer, while the other family works"
                            .formatted(family, Words.address(other.address)));
        }
        List<Finding> slow = slower(evidence, main, other, application);
        return slow.isEmpty() ? slower(evidence, other, main, application) : slow;
    }

    /** Even its shortest round trip is longer than nine of ten of the other, so that no queue of both explains it. */
    private static List<Finding> slower(Evidence evidence, Leg fast, Leg slow, Leg.Channel application) {
        OptionalDouble usual = quantile(fast, application, 0.9);
        OptionalDouble shortest = quantile(slow, application, 0);
        if (usual.isEmpty() || shortest.isEmpty() || shortest.getAsDouble() - usual.getAsDouble() < HEAD_START_MILLIS) {
            return List.of();
        }
        return finding(
                evidence,
                slow,
                SLOW,
                "the shortest round trip over %s takes %s ms, nine of ten over the other family at most %s ms"
                        .formatted(
                                AddressFamily.of(slow.address),
                                Words.number(shortest.getAsDouble()),
                                Words.number(usual.getAsDouble())));
    }

    private static OptionalDouble quantile(Leg leg, Leg.Channel channel, double share) {
        double[] rtts = leg.targetTrials(channel).stream()
                .filter(PathHop.Trial::answered)
                .mapToDouble(PathHop.Trial::rttMillis)
                .sorted()
                .toArray();
        return rtts.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(rtts[(int) Math.min(rtts.length - 1.0, share * rtts.length)]);
    }

    private static List<Finding> finding(Evidence evidence, Leg other, double probability, String why) {
        List<PathHop> routers = other.routers();
        Optional<PathHop> last = routers.isEmpty() ? Optional.empty() : Optional.of(routers.get(routers.size() - 1));
        PlaceRecord place = new PlaceRecord(
                last.map(hop -> hop.segment).orElse(PlaceSegment.UNKNOWN),
                last.map(hop -> OptionalInt.of(hop.ttl)).orElse(OptionalInt.of(1)),
                Optional.empty(),
                last.flatMap(hop -> hop.address),
                Optional.of(other.address));
        var claims = new Posterior<Claim>()
                .add(Claim.of(FindingKind.FAMILY_BROKEN, place), probability, 0)
                .add(Claim.nothing(), 1 - probability, 0)
                .weighed();
        return Claim.finding(claims, Severity.DEGRADES, List.of(why), evidence.request.text()).stream()
                .toList();
    }
}
