// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

/** Probabilities for people: whole percents, and never more certain than they are. */
public final class ProbabilityText {
    private static final int PERCENT = 100;

    private ProbabilityText() {}

    /** Returns a text such as {@code 92 %}; {@code over 99 %} instead of 100, {@code under 1 %} instead of 0. */
    public static String of(double probability) {
        long percent = Math.round(PERCENT * probability);
        if (percent >= PERCENT) {
            return "over 99 %";
        }
        return percent < 1 ? "under 1 %" : percent + " %";
    }
}
