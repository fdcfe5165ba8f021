// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.trace;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.check.Argument;

/**
 * A responder whose round-trip times differ between two traces by more than chance explains.
 *
 * <p>The criterion: the medians differ by more than 0.1 ms and by more than five standard errors. A median's standard
 * error is 1.2533 s / sqrt(n) for normally distributed samples, and s is estimated robustly as 1.4826 times the median
 * absolute deviation (Rousseeuw and Croux, "Alternatives to the Median Absolute Deviation", JASA 88, 1993), of the two
 * the larger. Both traces must have five samples. Of pairs of traces between which nothing changed, at most one in a
 * hundred is taken for a shift (computed for 5 to 20 normal, exponential, log-normal samples, and with spikes).
 *
 * @param ttl 1 to 255
 * @param address the responder at this TTL in both traces
 * @param earlier median of the earlier trace
 * @param later median of the later trace
 * @param noise how far the medians may be apart by chance
 * @since 0.1.0
 */
public record RttShift(int ttl, InetAddress address, Duration earlier, Duration later, Duration noise) {
    /** Takes no null. */
    public RttShift {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(earlier, "earlier");
        Objects.requireNonNull(later, "later");
        Objects.requireNonNull(noise, "noise");
    }

    /** Samples that each trace must have of a responder. */
    public static final int SAMPLES_NEEDED = 5;

    private static final double SMALLEST_NANOS = 100_000;
    private static final double STANDARD_ERRORS = 5;
    private static final double MEDIAN_ERROR = 1.2533;
    private static final double DEVIATION_PER_MAD = 1.4826;

    /** How much longer the later times are; negative if they are shorter. */
    public Duration change() {
        return later.minus(earlier);
    }

    /** The shift between two sets of round-trip times, if it is one. */
    public static Optional<RttShift> between(
            int ttl, InetAddress address, List<Duration> earlier, List<Duration> later) {
        Objects.requireNonNull(address, "address");
        Argument.copy("earlier", earlier);
        Argument.copy("later", later);
        if (earlier.size() < SAMPLES_NEEDED || later.size() < SAMPLES_NEEDED) {
            return Optional.empty();
        }
        double[] before = nanos(earlier);
        double[] after = nanos(later);
        double error = MEDIAN_ERROR
                * DEVIATION_PER_MAD
                * Math.max(medianDeviation(before), medianDeviation(after))
                * Math.sqrt(1.0 / before.length + 1.0 / after.length);
        double noise = Math.max(SMALLEST_NANOS, STANDARD_ERRORS * error);
        RttShift shift = new RttShift(ttl, address, span(median(before)), span(median(after)), span(noise));
        return Math.abs(median(after) - median(before)) > noise ? Optional.of(shift) : Optional.empty();
    }

    private static double[] nanos(List<Duration> times) {
        return times.stream().mapToDouble(Duration::toNanos).toArray();
    }

    private static double median(double[] samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double medianDeviation(double[] samples) {
        double middle = median(samples);
        return median(
                Arrays.stream(samples).map(sample -> Math.abs(sample - middle)).toArray());
    }

    private static Duration span(double nanos) {
        return Duration.ofNanos(Math.round(nanos));
    }
}
