// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.check.Argument;

/**
 * Loss and round-trip times of the last 1, 5 and 15 minutes. Immutable.
 *
 * <p>A probe belongs to the time at which it was answered or given up. The resolution is ten seconds: a window has its
 * whole length and, before it, up to ten seconds more. Ten seconds begin at a multiple of ten seconds of the wall
 * clock, so those of several series are the same.
 *
 * @since 0.1.0
 */
public final class WindowStatistics {
    private static final LatestProbes NO_PROBES = new LatestProbes();
    private static final Statistics NOTHING = Statistics.of(0, List.of());

    /** The slice that is now. */
    private final long now;

    private final List<Slice> slices;
    private final LatestProbes latest;
    /** Instead of probes, where they are of one slice. */
    private final @Nullable Statistics whole;

    private final long sliceOfWhole;
    /** Instead of probes, where only figures are known. */
    private final @Nullable Map<Window, Statistics> known;

    WindowStatistics(long now, List<Slice> slices, LatestProbes latest) {
        this.now = now;
        this.slices = slices;
        this.latest = latest;
        whole = null;
        sliceOfWhole = 0;
        known = null;
    }

    private WindowStatistics(long now, Statistics whole, long sliceOfWhole) {
        this.now = now;
        slices = List.of();
        latest = NO_PROBES;
        this.whole = whole;
        this.sliceOfWhole = sliceOfWhole;
        known = null;
    }

    private WindowStatistics(Map<Window, Statistics> known) {
        now = 0;
        slices = List.of();
        latest = NO_PROBES;
        whole = null;
        sliceOfWhole = 0;
        this.known = known;
    }

    /** Returns those of which only figures are known, such as those of a document that was read. */
    public static WindowStatistics ofFigures(Map<Window, Statistics> figures) {
        return new WindowStatistics(Map.copyOf(Objects.requireNonNull(figures, "figures")));
    }

    /**
     * Returns those of probes whose outcomes became known at the same time, such as that of a single one.
     *
     * @param probes all of them
     * @param epochNanos when, in nanoseconds since the start of 1970
     * @param now when the windows end, not before that
     */
    public static WindowStatistics ofMoment(Statistics probes, long epochNanos, long now) {
        Objects.requireNonNull(probes, "probes");
        Argument.require(now >= epochNanos, "a window can't end before its probes");
        return new WindowStatistics(Slice.at(now), probes, Slice.at(epochNanos));
    }

    /**
     * Returns the figures of a window; empty if they are not known, as where documents that have only figures were
     * merged. Computed by each call.
     */
    public Optional<Statistics> last(Window window) {
        Objects.requireNonNull(window, "window");
        if (known != null) {
            return Optional.ofNullable(known.get(window));
        }
        long first = Slice.firstOf(window, now);
        if (whole != null) {
            return Optional.of(sliceOfWhole >= first ? whole : NOTHING);
        }
        RttRecorder rtts = new RttRecorder();
        long sent = 0;
        for (Slice slice : slices) {
            if (slice.number() >= first) {
                rtts.append(slice.rtts());
                sent += slice.sent();
            }
        }
        return Optional.of(Statistics.of(sent + latest.recordSince(first, rtts), rtts));
    }

    /**
     * Returns those of this series and one that came after it, as if all had been one. If one of them has only figures,
     * no window is known.
     */
    public WindowStatistics merge(WindowStatistics later) {
        Objects.requireNonNull(later, "later");
        if (hasOnlyFigures() || later.hasOnlyFigures()) {
            return ofFigures(Map.of());
        }
        long end = Math.max(now, later.now);
        long oldest = Slice.firstOf(Window.FIFTEEN_MINUTES, end);
        List<Slice> both = new ArrayList<>();
        sliced().forEach(slice -> Slice.append(both, slice));
        later.sliced().forEach(slice -> Slice.append(both, slice));
        both.removeIf(slice -> slice.number() < oldest);
        return new WindowStatistics(end, List.copyOf(both), NO_PROBES);
    }

    private boolean hasOnlyFigures() {
        return known != null || whole != null && whole.hasOnlyFigures();
    }

    private List<Slice> sliced() {
        if (whole != null) {
            return whole.sent() == 0 ? List.of() : List.of(whole.slice(sliceOfWhole));
        }
        List<Slice> all = new ArrayList<>(slices);
        LatestProbes rest = latest.copy();
        while (!rest.isEmpty()) {
            Slice.append(all, rest.removeFirstSlice());
        }
        return all;
    }

    private List<Optional<Statistics>> all() {
        List<Optional<Statistics>> all = new ArrayList<>();
        for (Window window : Window.values()) {
            all.add(last(window));
        }
        return all;
    }

    /** Whether the other tells the same of each window. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WindowStatistics same && all().equals(same.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    /** Such as {@code WindowStatistics[Statistics[sent=5, ...], ...]}, that of a minute first. */
    @Override
    public String toString() {
        return "WindowStatistics"
                + all().stream()
                        .map(one -> one.map(Statistics::toString).orElse("unknown"))
                        .toList();
    }
}
