// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.page;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.pathtracer.fleet.web.pair.PairFigures;

/** What the colours of a matrix stand for. */
public enum Measure {
    /** The lost share of the probes. */
    LOSS,
    /** The median round trip. */
    RTT;

    private static final double[] LOSSES = {0, 0.01, 0.05, 0.2};
    private static final double[] MILLIS = {20, 50, 100, 200};
    private static final List<String> OF_LOSSES =
            List.of("no loss", "below 1 %", "below 5 %", "below 20 %", "20 % and more");
    private static final List<String> OF_MILLIS =
            List.of("up to 20 ms", "below 50 ms", "below 100 ms", "below 200 ms", "200 ms and more");

    static final int UNKNOWN = 5;

    /** Returns the level of a figure, from 0 for the best to 4; 5 if there is none. */
    int level(PairFigures figures) {
        OptionalDouble value = this == LOSS ? figures.loss() : figures.rttMillis();
        if (value.isEmpty()) {
            return UNKNOWN;
        }
        double[] limits = this == LOSS ? LOSSES : MILLIS;
        if (value.getAsDouble() <= limits[0]) {
            return 0;
        }
        for (int i = 1; i < limits.length; i++) {
            if (value.getAsDouble() < limits[i]) {
                return i;
            }
        }
        return limits.length;
    }

    String meaning(int level) {
        if (level == UNKNOWN) {
            return "unknown";
        }
        return (this == LOSS ? OF_LOSSES : OF_MILLIS).get(level);
    }

    /** Returns a figure for a small cell. */
    String figure(PairFigures figures) {
        OptionalDouble value = this == LOSS ? figures.loss() : figures.rttMillis();
        return value.isEmpty()
                ? "?"
                : String.format(
                        Locale.ROOT, this == LOSS ? "%.1f" : "%.0f", value.getAsDouble() * (this == LOSS ? 100 : 1));
    }

    /** Returns all that is known of a pair, in words. */
    static String words(PairFigures one) {
        return "%s of %d lost%s"
                .formatted(
                        percent(one),
                        one.sent(),
                        one.rttMillis().isPresent()
                                ? String.format(
                                        Locale.ROOT,
                                        ", %.3f ms",
                                        one.rttMillis().getAsDouble())
                                : ", no answer");
    }

    static String percent(PairFigures one) {
        return one.loss().isPresent()
                ? String.format(Locale.ROOT, "%.1f %%", 100 * one.loss().getAsDouble())
                : "nothing sent, none";
    }
}
