// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.pathtracer.multipath.MultipathConfidence;

/**
 * What the confidence of a discovery assumes: stands wherever the confidence does.
 *
 * @since 0.1.0
 */
public final class ConfidenceText {
    private ConfidenceText() {}

    public static String assumption(MultipathConfidence confidence) {
        if (confidence.leastShare() >= 1) {
            return "if balancers share evenly";
        }
        // Rounded up: no smaller share than the one that was reckoned with.
        BigDecimal percent = BigDecimal.valueOf(confidence.leastShare())
                .movePointRight(2)
                .setScale(1, RoundingMode.CEILING)
                .stripTrailingZeros();
        return "if balancers share evenly or each way gets at least " + percent.toPlainString() + " %";
    }
}
