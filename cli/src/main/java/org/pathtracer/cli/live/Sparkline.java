// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Round-trip times as a row of bars.
 *
 * @param bars from the lowest to the highest
 * @param lost stands for a lost probe
 */
public record Sparkline(String bars, String lost) {
    public static final Sparkline UNICODE = new Sparkline("▁▂▃▄▅▆▇█", "×");
    public static final Sparkline ASCII = new Sparkline("_.-~=*%#", "?");

    /**
     * The latest of some times, a character each.
     *
     * @param full time of the highest bar
     */
    public String of(List<Optional<Duration>> times, Duration full, int width, UnaryOperator<String> bad) {
        StringBuilder line = new StringBuilder();
        for (Optional<Duration> time : times.subList(Math.max(0, times.size() - width), times.size())) {
            line.append(time.map(span -> bar(span, full)).orElseGet(() -> bad.apply(lost)));
        }
        return line.toString();
    }

    /** Returns the highest bar. */
    String full() {
        return bars.substring(bars.length() - 1);
    }

    private String bar(Duration time, Duration full) {
        long level = full.isZero() ? 0 : time.toNanos() * bars.length() / (full.toNanos() + 1);
        return String.valueOf(bars.charAt((int) Math.max(0, Math.min(bars.length() - 1, level))));
    }
}
