// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.pathtracer.check.Argument;

/**
 * Loss and round-trip times of a set of probes. Immutable. Figures are absent where there are too few answers; all are
 * exact, but for percentiles and median of more than 64 answers, which are within 0.8 percent.
 *
 * @since 0.1.0
 */
public final class Statistics {
    private static final double NANOS_PER_MILLI = 1e6;

    private final long sent;
    /** Absent where there is at most one sample: a sweep has a million of such statistics. */
    private final @Nullable RttRecorder recorder;
    /** The only sample. */
    private final @Nullable Duration only;
    /** Instead of samples, where only figures are known. */
    private final @Nullable KnownFigures known;

    private Statistics(long sent, RttRecorder rtts) {
        this.sent = sent;
        recorder = rtts;
        only = null;
        known = null;
    }

    private Statistics(long sent, @Nullable Duration only) {
        this.sent = sent;
        recorder = null;
        this.only = only;
        known = null;
    }

    private Statistics(long sent, KnownFigures known) {
        this.sent = sent;
        recorder = null;
        only = null;
        this.known = known;
    }

    /** All samples. */
    private RttRecorder rtts() {
        if (recorder != null) {
            return recorder;
        }
        RttRecorder few = new RttRecorder();
        if (only != null) {
            few.record(0, only.toNanos());
        }
        return few;
    }

    /**
     * Returns statistics of which only figures are known, such as those of a document that was read. Other figures are
     * empty, and so is any other percentile.
     *
     * @param sent probes answered or given up, at least as many as were answered
     * @param received answered probes
     * @throws IllegalArgumentException if fewer were sent than answered
     */
    public static Statistics ofFigures(long sent, long received, Map<Figure, Duration> figures) {
        Objects.requireNonNull(figures, "figures");
        if (received < 0 || sent < received) {
            throw new IllegalArgumentException("%d of %d probes can't be answered".formatted(received, sent));
        }
        return new Statistics(sent, new KnownFigures(received, figures));
    }

    /**
     * Of a few probes.
     *
     * @param sent probes answered or given up, at least as many as there are samples
     * @param rtts round-trip times in the order in which the probes were sent
     */
    public static Statistics of(int sent, List<Duration> rtts) {
        List<Duration> samples = Argument.copy("rtts", rtts);
        Argument.range("number of probes sent", sent, samples.size(), Integer.MAX_VALUE);
        if (samples.isEmpty()) {
            return new Statistics(sent, (Duration) null);
        }
        if (samples.size() == 1) {
            RttRecorder.check(samples.get(0).toNanos());
            return new Statistics(sent, samples.get(0));
        }
        // Where some were lost, which ones were consecutive is not known.
        int step = sent == samples.size() ? 1 : 2;
        RttRecorder recorder = new RttRecorder();
        for (int i = 0; i < samples.size(); i++) {
            recorder.record((long) i * step, samples.get(i).toNanos());
        }
        return new Statistics(sent, recorder);
    }

    /**
     * Of what was recorded so far.
     *
     * @param sent probes answered or given up, at least as many as were recorded
     * @param rtts is copied
     */
    public static Statistics of(long sent, RttRecorder rtts) {
        Objects.requireNonNull(rtts, "rtts");
        Argument.require(sent >= rtts.count(), "fewer probes sent than answered");
        return new Statistics(sent, rtts.copy());
    }

    /** Of several series of probes together, such as those to several targets: without what depends on their order. */
    public static Statistics pooled(Collection<Statistics> series) {
        List<Statistics> all = Argument.copy("series", series);
        if (all.stream().anyMatch(one -> one.known != null)) {
            return ofFigures(
                    all.stream().mapToLong(Statistics::sent).sum(),
                    all.stream().mapToLong(Statistics::received).sum(),
                    KnownFigures.pooled(all));
        }
        RttRecorder recorder = new RttRecorder();
        long sent = 0;
        for (Statistics one : all) {
            recorder.pool(one.rtts());
            sent += one.sent;
        }
        return new Statistics(sent, recorder);
    }

    /** Of this series and one that came after it, as if all had been one. */
    public Statistics merge(Statistics later) {
        Objects.requireNonNull(later, "later");
        if (known != null || later.known != null) {
            return pooled(List.of(this, later));
        }
        RttRecorder both = rtts().copy();
        both.append(later.rtts());
        return new Statistics(sent + later.sent, both);
    }

    boolean hasOnlyFigures() {
        return known != null;
    }

    Slice slice(long number) {
        return new Slice(number, sent, rtts());
    }

    /** Probes that left this host and were answered or given up; one still in flight counts nowhere. */
    public long sent() {
        return sent;
    }

    /** Answered probes. */
    public long received() {
        if (known != null) {
            return known.received();
        }
        return recorder != null ? recorder.count() : only != null ? 1 : 0;
    }

    /**
     * Lost share of the probes sent, 0.0 to 1.0. If none was sent, for example to an unknown host, the loss is not
     * known: {@link #loss} is empty then, and this 1.0, so that what was never measured is not taken for a path without
     * loss.
     */
    public double lossRatio() {
        return loss().orElse(1.0);
    }

    /** Lost share of the probes sent, 0.0 to 1.0; empty if none was sent. */
    public OptionalDouble loss() {
        return sent == 0 ? OptionalDouble.empty() : OptionalDouble.of(1.0 - (double) received() / sent);
    }

    /** Smallest round-trip time. */
    public Optional<Duration> min() {
        return known != null ? known.get(Figure.MIN) : span(rtts().min());
    }

    /** Arithmetic mean. */
    public Optional<Duration> mean() {
        return known != null ? known.get(Figure.MEAN) : span(rtts().mean());
    }

    /** Middle sample, or the mean of the two middle ones. */
    public Optional<Duration> median() {
        return known != null ? known.get(Figure.MEDIAN) : span(rtts().median());
    }

    /** 90th percentile. */
    public Optional<Duration> p90() {
        return percentile(0.9);
    }

    /** 95th percentile. */
    public Optional<Duration> p95() {
        return percentile(0.95);
    }

    /** 99th percentile. */
    public Optional<Duration> p99() {
        return percentile(0.99);
    }

    /**
     * The smallest round-trip time that this share of all answers does not exceed (nearest rank).
     *
     * @param share more than 0, at most 1
     */
    public Optional<Duration> percentile(double share) {
        if (known != null) {
            return known.percentile(share);
        }
        return span(rtts().percentile(share));
    }

    /** Largest round-trip time. */
    public Optional<Duration> max() {
        return known != null ? known.get(Figure.MAX) : span(rtts().max());
    }

    /** Sample standard deviation (n-1), from the second answer on. */
    public Optional<Duration> stddev() {
        return known != null ? known.get(Figure.STDDEV) : span(rtts().sampleDeviation());
    }

    /** Population standard deviation (n). */
    public Optional<Duration> populationStddev() {
        return known != null ? known.get(Figure.POPULATION_STDDEV) : span(rtts().populationDeviation());
    }

    /**
     * Smoothed jitter of RFC 3550 section 6.4.1: {@code J += (|D| - J) / 16} over the differences of successive
     * round-trip times, starting at 0; from the second answer on. Some tools print 16 times this.
     */
    public Optional<Duration> jitter() {
        return known != null ? known.get(Figure.JITTER) : span(rtts().jitter());
    }

    /** Mean of the absolute differences of successive round-trip times; from the second answer on. */
    public Optional<Duration> meanAbsoluteDifference() {
        return known != null ? known.get(Figure.MEAN_ABSOLUTE_DIFFERENCE) : span(rtts().meanAbsoluteDifference());
    }

    /** Largest absolute difference of successive round-trip times; from the second answer on. */
    public Optional<Duration> largestDifference() {
        return known != null ? known.get(Figure.LARGEST_DIFFERENCE) : span(rtts().largestDifference());
    }

    /** Delay variation of RFC 5481. */
    public Optional<DelayVariation> delayVariation() {
        if (received() == 0) {
            return Optional.empty();
        }
        if (known != null) {
            return known.delayVariation();
        }
        RttRecorder rtts = rtts();
        double min = rtts.min().orElseThrow();
        return Optional.of(new DelayVariation(
                span(rtts.lowestIpdv()),
                span(rtts.highestIpdv()),
                nanos(rtts.mean().orElseThrow() - min),
                nanos(rtts.percentile(0.99).orElseThrow() - min)));
    }

    /** Whether the other tells the same: each count, figure and percentile. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Statistics same
                && sent == same.sent
                && received() == same.received()
                && figures().equals(same.figures());
    }

    @Override
    public int hashCode() {
        return Objects.hash(sent, received(), min(), mean(), max());
    }

    private List<Optional<?>> figures() {
        List<Optional<?>> figures = new ArrayList<>(List.of(
                min(), mean(), median(), max(), stddev(), jitter(), meanAbsoluteDifference(), largestDifference()));
        figures.add(delayVariation());
        for (int percent = 1; received() > 0 && percent < 100; percent++) {
            figures.add(percentile(percent / 100.0));
        }
        return figures;
    }

    /** Such as {@code Statistics[sent=5, received=4, mean=2.672 ms]}; without a mean if there is no answer. */
    @Override
    public String toString() {
        String mean = mean().map(span -> String.format(Locale.ROOT, ", mean=%.3f ms", span.toNanos() / NANOS_PER_MILLI))
                .orElse("");
        return "Statistics[sent=%d, received=%d%s]".formatted(sent, received(), mean);
    }

    private static Optional<Duration> span(OptionalLong nanos) {
        return nanos.isPresent() ? Optional.of(Duration.ofNanos(nanos.getAsLong())) : Optional.empty();
    }

    private static Optional<Duration> span(OptionalDouble nanos) {
        return nanos.isPresent() ? Optional.of(nanos(nanos.getAsDouble())) : Optional.empty();
    }

    private static Duration nanos(double value) {
        return Duration.ofNanos(Math.round(value));
    }
}
