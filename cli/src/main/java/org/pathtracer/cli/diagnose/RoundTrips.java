// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.diagnose;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pathtracer.Diagnosis;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.Protocol;
import org.pathtracer.ping.PingReply;

/** Whether round trips to the target take longer or shorter than before, beyond what chance makes of them. */
final class RoundTrips {
    /** The normal distribution is beyond this in one comparison of 2,000. */
    private static final double BEYOND_CHANCE = 3.5;
    /** Fewer than the normal approximation of the rank sum holds for (Mann and Whitney 1947: 8). */
    private static final int FEWEST = 8;
    /** What no application feels is not worth a word. */
    private static final double LEAST_MILLIS = 1;

    private static final double LEAST_SHARE = 0.1;
    private static final double NANOS_PER_MILLI = 1e6;

    private RoundTrips() {}

    /** Returns a sentence; empty if it may be chance, or if it can't be compared. */
    static Optional<String> change(Diagnosis earlier, Diagnosis later, InetAddress target) {
        for (Protocol protocol : Protocol.values()) {
            double[] before = samples(earlier, target, protocol);
            double[] after = samples(later, target, protocol);
            if (before.length >= FEWEST && after.length >= FEWEST) {
                return change(before, after)
                        .map(change -> "round trips to the target over %s take %s".formatted(protocol, change));
            }
        }
        return Optional.empty();
    }

    /** Returns what the samples show, which it sorts. */
    static Optional<String> change(double[] before, double[] after) {
        Arrays.sort(before);
        Arrays.sort(after);
        double old = median(before);
        double now = median(after);
        boolean felt = Math.abs(now - old) >= Math.max(LEAST_MILLIS, LEAST_SHARE * old);
        return felt && Math.abs(standardScore(before, after)) >= BEYOND_CHANCE
                ? Optional.of("%.1f ms at the median, before it was %.1f ms (%d and %d samples)"
                        .formatted(now, old, after.length, before.length))
                : Optional.empty();
    }

    /** The rank sum test of Mann and Whitney (1947), by its normal approximation; ties count a half. */
    private static double standardScore(double[] before, double[] after) {
        double greater = 0;
        for (double now : after) {
            for (double old : before) {
                greater += now > old ? 1 : now == old ? 0.5 : 0;
            }
        }
        double n = before.length;
        double m = after.length;
        return (greater - n * m / 2) / Math.sqrt(n * m * (n + m + 1) / 12);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double[] samples(Diagnosis diagnosis, InetAddress target, Protocol protocol) {
        List<Double> all = new ArrayList<>();
        diagnosis.results().stream()
                .filter(PingResult.class::isInstance)
                .map(PingResult.class::cast)
                .filter(ping -> ping.protocol() == protocol)
                .flatMap(ping -> ping.targets().stream())
                .filter(series -> isTo(series, target))
                .flatMap(series -> series.replies().stream())
                .map(PingReply::answer)
                .forEach(answer -> all.add(answer.reception().rtt().toNanos() / NANOS_PER_MILLI));
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static boolean isTo(PingSeries series, InetAddress target) {
        return series.target().address().filter(target::equals).isPresent();
    }
}
