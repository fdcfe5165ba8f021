// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Loss and round-trip times of a set of probes.
 *
 * @param sent probes that left this host and were answered or given up; one still in flight counts nowhere
 * @param received answered probes
 * @param min smallest round-trip time
 * @param mean arithmetic mean
 * @param median middle sample, or the mean of the two middle ones
 * @param max largest round-trip time
 * @param stddev sample standard deviation (n-1), from the second sample on
 * @param jitter smoothed jitter of RFC 3550 section 6.4.1: {@code J += (|D| - J) / 16} over the differences of
 *     successive round-trip times, starting at 0; from the second sample on
 */
public record Statistics(
        int sent,
        int received,
        Optional<Duration> min,
        Optional<Duration> mean,
        Optional<Duration> median,
        Optional<Duration> max,
        Optional<Duration> stddev,
        Optional<Duration> jitter) {

    /**
     * Computes the figures.
     *
     * @param sent probes answered or given up, at least as many as there are samples
     * @param rtts round-trip times in the order in which the probes were sent
     */
    public static Statistics of(int sent, List<Duration> rtts) {
        Check.range("number of probes sent", sent, rtts.size(), Integer.MAX_VALUE);
        double[] nanos = rtts.stream().mapToDouble(Duration::toNanos).toArray();
        double[] sorted = nanos.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        if (n == 0) {
            Optional<Duration> none = Optional.empty();
            return new Statistics(sent, 0, none, none, none, none, none, none);
        }
        double mean = Arrays.stream(sorted).average().orElseThrow();
        return new Statistics(
                sent,
                n,
                span(sorted[0]),
                span(mean),
                span((sorted[(n - 1) / 2] + sorted[n / 2]) / 2),
                span(sorted[n - 1]),
                n < 2 ? Optional.empty() : span(sampleDeviation(sorted, mean)),
                n < 2 ? Optional.empty() : span(jitter(nanos)));
    }

    /** Lost share of the probes sent, 0.0 to 1.0; 0.0 if none was sent. */
    public double lossRatio() {
        return sent == 0 ? 0.0 : 1.0 - (double) received / sent;
    }

    private static double sampleDeviation(double[] samples, double mean) {
        double squares =
                Arrays.stream(samples).map(x -> (x - mean) * (x - mean)).sum();
        return Math.sqrt(squares / (samples.length - 1));
    }

    private static double jitter(double[] samples) {
        double jitter = 0;
        for (int i = 1; i < samples.length; i++) {
            jitter += (Math.abs(samples[i] - samples[i - 1]) - jitter) / 16;
        }
        return jitter;
    }

    private static Optional<Duration> span(double nanos) {
        return Optional.of(Duration.ofNanos(Math.round(nanos)));
    }
}
