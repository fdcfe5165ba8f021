// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis that begins with 0: values to pixels, and round numbers to mark on it.
 *
 * @since 0.1.0
 */
public final class Scale {
    private static final int TICKS = 5;

    private final double from;
    private final double to;
    private final double step;
    private final double end;

    /**
     * An axis.
     *
     * @param largest value to show
     * @param round whether it ends with the next mark, and not with the largest value
     * @param from pixel of 0
     * @param to pixel of the end
     */
    public Scale(double largest, boolean round, double from, double to) {
        this.from = from;
        this.to = to;
        double positive = largest > 0 ? largest : 1;
        step = step(positive / TICKS);
        end = round ? Math.ceil(positive / step) * step : positive;
    }

    /** The next of 1, 2, 5, 10, 20 and so on, or their tenths. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double digit = least / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    public double pixel(double value) {
        return from + (to - from) * value / end;
    }

    public List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        // Half a step more than nothing: sums of steps are not exact.
        for (int i = 0; i * step <= end + step / 100; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Without needless digits. */
    public static String label(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceFirst("\\.?0+$", "");
    }
}
