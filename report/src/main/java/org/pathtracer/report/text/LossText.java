// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.Hop;
import org.pathtracer.trace.LossCause;
import org.pathtracer.trace.LossVerdict;

/**
 * Why hops lost probes, in words; nothing where there is nothing to explain.
 *
 * @since 0.1.0
 */
public final class LossText {
    private LossText() {}

    /** A line for each hop of a path that lost some of its probes. */
    public static List<String> of(List<Hop> hops) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < hops.size(); i++) {
            Hop hop = hops.get(i);
            boolean passes = passes(hops.subList(i + 1, hops.size()));
            boolean losesBehind = losesBehind(hops.subList(i + 1, hops.size()));
            hop.lossVerdict()
                    .filter(verdict -> verdict.cause() != LossCause.NONE && verdict.cause() != LossCause.SILENT)
                    .map(verdict -> "hop %d lost %d of %d: %s"
                            .formatted(
                                    hop.ttl(), verdict.lost(), verdict.probes(), words(verdict, passes, losesBehind)))
                    .ifPresent(lines::add);
        }
        return lines;
    }

    /** Whether all that is known of the hops behind, and something is, says that nothing is lost on the way there. */
    private static boolean passes(List<Hop> behind) {
        List<Hop> answering = behind.stream().filter(hop -> hop.received() > 0).toList();
        return !answering.isEmpty() && answering.stream().allMatch(hop -> hop.received() >= hop.sent());
    }

    /** Whether some hop behind loses on the path, perhaps before this one already. */
    private static boolean losesBehind(List<Hop> behind) {
        return behind.stream()
                .flatMap(hop -> hop.lossVerdict().stream())
                .anyMatch(verdict -> verdict.cause() == LossCause.PATH);
    }

    private static String words(LossVerdict verdict, boolean passes, boolean losesBehind) {
        String probability = " (p=" + plain(verdict.probability()) + ")";
        return switch (verdict.cause()) {
            case PATH -> "loss on the path" + probability;
            case RATE_LIMITED -> "ICMP rate limited" + probability + (losesBehind ? "" : ", not loss on the path");
            case PATH_CHANGE -> "the path changed meanwhile" + probability;
            case UNDECIDED -> undecided(verdict, passes) + remedy(verdict);
            case NONE, SILENT -> "";
        };
    }

    private static String undecided(LossVerdict verdict, boolean passes) {
        return passes
                ? "undecided (ICMP rate limited p=%s), but nothing was lost behind it"
                        .formatted(plain(verdict.rateLimited()))
                : "undecided (ICMP rate limited p=%s, loss on the path p=%s, path change p=%s)"
                        .formatted(plain(verdict.rateLimited()), plain(verdict.path()), plain(verdict.pathChange()));
    }

    private static String remedy(LossVerdict verdict) {
        return verdict.wouldDecide()
                .map(remedy -> switch (remedy) {
                    case DIAGNOSE_LOSS -> "; --diagnose-loss would tell more";
                    case MORE_QUERIES -> "; -q 30 --diagnose-loss would tell more";
                    case ANOTHER_TIME -> "; trace again later to see more";
                })
                .orElse("");
    }

    /** Never 1.00: a model is no certainty. */
    private static String plain(double probability) {
        return BigDecimal.valueOf(Math.min(probability, 0.99))
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
