// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Figures of samples that are not known themselves.
 *
 * @param received number of the samples
 */
record KnownFigures(long received, Map<Figure, Duration> figures) {
    /** Copies the map. */
    KnownFigures {
        figures = Map.copyOf(figures);
    }

    Optional<Duration> get(Figure figure) {
        return Optional.ofNullable(figures.get(figure));
    }

    Optional<Duration> percentile(double share) {
        if (share == 0.9) {
            return get(Figure.P90);
        } else if (share == 0.95) {
            return get(Figure.P95);
        } else if (share == 0.99) {
            return get(Figure.P99);
        }
        return share == 1 ? get(Figure.MAX) : Optional.empty();
    }

    Optional<DelayVariation> delayVariation() {
        return get(Figure.MEAN_PDV)
                .flatMap(mean -> get(Figure.P99_PDV)
                        .map(high ->
                                new DelayVariation(get(Figure.LOWEST_IPDV), get(Figure.HIGHEST_IPDV), mean, high)));
    }

    /** What is known of all samples together: the extremes, and the mean if each series has one. */
    static Map<Figure, Duration> pooled(Collection<Statistics> series) {
        Map<Figure, Duration> figures = new EnumMap<>(Figure.class);
        List<Statistics> answered =
                series.stream().filter(one -> one.received() > 0).toList();
        answered.stream()
                .flatMap(one -> one.min().stream())
                .min(Comparator.naturalOrder())
                .ifPresent(span -> figures.put(Figure.MIN, span));
        answered.stream()
                .flatMap(one -> one.max().stream())
                .max(Comparator.naturalOrder())
                .ifPresent(span -> figures.put(Figure.MAX, span));
        double count = answered.stream().mapToLong(Statistics::received).sum();
        if (!answered.isEmpty() && answered.stream().allMatch(one -> one.mean().isPresent())) {
            double nanos = answered.stream()
                    .mapToDouble(one -> one.mean().orElseThrow().toNanos() * (one.received() / count))
                    .sum();
            figures.put(Figure.MEAN, Duration.ofNanos(Math.round(nanos)));
        }
        return figures;
    }
}
