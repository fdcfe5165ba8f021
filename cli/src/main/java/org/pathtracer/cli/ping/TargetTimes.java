// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.ping;

import java.util.Arrays;
import org.pathtracer.PingSeries;
import org.pathtracer.ping.PingReply;
import org.pathtracer.report.format.Milliseconds;

/** A target and the time of each of its probes on a line, as {@code fping -C} prints it. */
final class TargetTimes {
    private static final String NONE = "-";
    /** Of a probe whose answer, if there was one, was not kept. */
    private static final String UNKNOWN = "?";

    private TargetTimes() {}

    /**
     * Returns the line.
     *
     * @param count probes that were asked for
     */
    static String of(PingSeries series, int count) {
        String[] times = new String[(int) Math.min(count, probes(series))];
        Arrays.fill(times, series.repliesLeftOut() == 0 ? NONE : UNKNOWN);
        for (PingReply reply : series.replies()) {
            if (reply.sequence() < times.length) {
                boolean counts = series.target().isAuthorOf(reply.answer())
                        && !reply.answer().reception().late();
                times[(int) reply.sequence()] =
                        counts ? Milliseconds.fixed(reply.answer().reception().rtt()) : NONE;
            }
        }
        return series.target().name() + " : " + String.join(" ", times);
    }

    /** What is known of, also if it was interrupted: probes in flight then were neither answered nor lost. */
    private static long probes(PingSeries series) {
        long unsent = series.sendFailures().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        long answered = series.replies().stream()
                .mapToLong(reply -> reply.sequence() + 1)
                .max()
                .orElse(0);
        return Math.max(series.sent() + unsent, answered);
    }
}
