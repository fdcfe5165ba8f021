// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a series within each {@link Window}, up to the moment at which they were taken. Immutable. A window
 * begins up to a twelfth of its length too early, and never too late.
 *
 * @since 0.1.0
 */
public final class Windows {
    /** Without any window. */
    public static final Windows NONE = ofFigures(Map.of());

    /**
     * The probes of a span of time.
     *
     * @param nanos length of the span
     * @param bucket absent if there were none
     */
    record Part(long nanos, @Nullable Bucket bucket) {}

    private final Duration age;
    /** Of each window, the oldest first. */
    private final List<List<Part>> parts;
    /** Instead of parts, where only figures are known. */
    private final @Nullable Map<Window, Statistics> known;

    Windows(Duration age, List<List<Part>> parts) {
        this.age = age;
        this.parts = parts;
        known = null;
    }

    private Windows(Map<Window, Statistics> known) {
        age = Duration.ZERO;
        parts = List.of();
        this.known = known;
    }

    /** Returns windows of which the statistics are known, such as those of a document that was read. */
    public static Windows ofFigures(Map<Window, Statistics> statistics) {
        Objects.requireNonNull(statistics, "statistics");
        return new Windows(Map.copyOf(statistics));
    }

    /**
     * Returns the statistics within a window; empty if the series is younger than it, so that the window has what the
     * whole series has, or if windows were not kept.
     */
    public Optional<Statistics> of(Window window) {
        Objects.requireNonNull(window, "window");
        if (known != null) {
            return Optional.ofNullable(known.get(window));
        }
        if (age.compareTo(window.length()) < 0) {
            return Optional.empty();
        }
        Bucket sum = new Bucket();
        for (Part part : youngest(parts.get(window.ordinal()), window)) {
            if (part.bucket() != null) {
                sum.append(part.bucket());
            }
        }
        return Optional.of(Statistics.of(sum.sent, sum.rtts));
    }

    /** As few of the youngest ones as are as long as the window, the oldest first. */
    private static List<Part> youngest(List<Part> all, Window window) {
        List<Part> some = new ArrayList<>();
        long missing = window.length().toNanos();
        for (int i = all.size() - 1; i >= 0 && missing > 0; i--) {
            some.add(all.get(i));
            missing -= all.get(i).nanos();
        }
        Collections.reverse(some);
        return some;
    }

    /**
     * Returns those of this series and one that came after it, as if it had been one: the time between them does not
     * count. Where only figures are known of one of them, those of the later one.
     */
    public Windows merge(Windows later) {
        Objects.requireNonNull(later, "later");
        if (known != null || later.known != null) {
            return later;
        }
        List<List<Part>> both = new ArrayList<>();
        for (Window window : Window.values()) {
            List<Part> all = new ArrayList<>(parts.get(window.ordinal()));
            all.addAll(later.parts.get(window.ordinal()));
            both.add(youngest(all, window));
        }
        return new Windows(age.plus(later.age), both);
    }

    private Map<Window, Statistics> statistics() {
        Map<Window, Statistics> all = new EnumMap<>(Window.class);
        for (Window window : Window.values()) {
            of(window).ifPresent(statistics -> all.put(window, statistics));
        }
        return all;
    }

    /** Whether the other has the same statistics within each window. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Windows same && statistics().equals(same.statistics());
    }

    @Override
    public int hashCode() {
        return statistics().hashCode();
    }

    @Override
    public String toString() {
        return "Windows" + statistics();
    }
}
