// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.pathtracer.Hop;
import org.pathtracer.LossCause;
import org.pathtracer.LossVerdict;

/** Why a hop lost probes, in words; nothing where there is nothing to explain. */
final class LossText {
    private LossText() {}

    static Optional<String> of(Hop hop) {
        return hop.lossVerdict()
                .filter(verdict -> verdict.cause() != LossCause.NONE && verdict.cause() != LossCause.SILENT)
                .map(verdict -> "hop %d lost %d of %d: %s"
                        .formatted(hop.ttl(), verdict.lost(), verdict.probes(), words(verdict)));
    }

    private static String words(LossVerdict verdict) {
        String probability = " (p=" + plain(verdict.probability()) + ")";
        return switch (verdict.cause()) {
            case PATH -> "loss on the path" + probability;
            case RATE_LIMITED -> "ICMP rate limited" + probability + ", not loss on the path";
            case PATH_CHANGE -> "the path changed meanwhile" + probability;
            case UNDECIDED ->
                "undecided (ICMP rate limited p=%s, loss on the path p=%s, path change p=%s)"
                        .formatted(plain(verdict.rateLimited()), plain(verdict.path()), plain(verdict.pathChange()));
            case NONE, SILENT -> "";
        };
    }

    /** Never 1.00: a model is no certainty. */
    private static String plain(double probability) {
        return BigDecimal.valueOf(Math.min(probability, 0.99))
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
