// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Times in nanoseconds, and what is said of them. */
final class Samples {
    private final List<Long> nanos = new ArrayList<>();

    /** Work to be timed. */
    interface Work {
        void run() throws Exception;
    }

    void time(Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        add(System.nanoTime() - began);
    }

    void add(long value) {
        nanos.add(value);
    }

    int count() {
        return nanos.size();
    }

    long median() {
        return quantile(0.5);
    }

    long max() {
        return quantile(1);
    }

    /** The smallest sample that at least this share of all does not exceed. */
    long quantile(double share) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    /** Of what the rest of the machine disturbed least: steadier than a quantile. */
    double meanOfFastestHalf() {
        return nanos.stream()
                .sorted()
                .limit((nanos.size() + 1) / 2)
                .mapToLong(Long::longValue)
                .average()
                .orElseThrow();
    }

    /** Median, and the range in which nine of ten are. */
    String text() {
        return "%s ms (%s to %s)".formatted(millis(median()), millis(quantile(0.05)), millis(quantile(0.95)));
    }

    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
    }

    static String micros(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e3);
    }
}
