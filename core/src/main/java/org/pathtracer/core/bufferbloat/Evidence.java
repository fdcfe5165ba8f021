// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.pathtracer.bufferbloat.EvidenceGap;
import org.pathtracer.bufferbloat.Goodput;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadInterval;
import org.pathtracer.statistics.Statistics;

/** Judges whether what a phase measured bears a verdict. */
final class Evidence {
    private static final int FEWEST_SAMPLES = 5;
    private static final double NANOS_PER_SECOND = 1e9;
    /** Two segments, the least that TCP has in flight when it recovers (RFC 5681 section 3.1): less fills no queue. */
    private static final double LEAST_IN_FLIGHT = 2 * 1448;
    /** What is faster is a load, although on a short path little of it is in flight. 1 Mbit/s. */
    private static final double LEAST_BYTES_PER_SECOND = 125_000;
    /** So many steps upwards at the end, and so much in all, are growth and no chance. */
    private static final int GROWING_STEPS = 4;

    private static final double GROWTH_OF_A_STEP = 1.05;
    private static final double GROWTH_IN_ALL = 1.5;

    private Evidence() {}

    /**
     * What is missing, the most serious first.
     *
     * @param idle latency without load
     * @param loaded latency under it
     */
    static Optional<EvidenceGap> gap(PhaseRecord phase, Statistics idle, Statistics loaded) {
        LoadedPhase load = phase.load;
        if (load == null) {
            return Optional.empty();
        }
        List<LoadDirection> directions = Stream.of(LoadDirection.DOWN, LoadDirection.UP)
                .filter(load.direction()::includes)
                .toList();
        long dead = directions.stream()
                .filter(direction -> bytes(phase.goodput(), direction) == 0)
                .count();
        if (dead > 0) {
            return Optional.of(dead == directions.size() ? EvidenceGap.NO_LOAD : EvidenceGap.DIRECTION_DEAD);
        }
        boolean cut = 2 * (phase.loadedUntil() - phase.start) < phase.end - phase.start;
        if (cut || phase.failed && !load.saturated()) {
            return Optional.of(EvidenceGap.ENDED_EARLY);
        }
        OptionalDouble roundTrip = roundTripSeconds(phase, loaded);
        if (roundTrip.isPresent()
                && directions.stream()
                        .allMatch(
                                direction -> tooLittle(typicalRate(phase, load, direction), roundTrip.getAsDouble()))) {
            return Optional.of(EvidenceGap.TOO_LITTLE_LOAD);
        } else if (directions.stream().anyMatch(direction -> growing(load, direction))) {
            return Optional.of(EvidenceGap.STILL_GROWING);
        } else if (idle.received() < FEWEST_SAMPLES) {
            return Optional.of(EvidenceGap.TOO_FEW_IDLE_SAMPLES);
        }
        return loaded.received() < FEWEST_SAMPLES ? Optional.of(EvidenceGap.TOO_FEW_LOADED_SAMPLES) : Optional.empty();
    }

    private static long bytes(Goodput goodput, LoadDirection direction) {
        return direction == LoadDirection.DOWN ? goodput.bytesDown() : goodput.bytesUp();
    }

    /** Of probes; if none was answered, of TCP's handshakes. */
    private static OptionalDouble roundTripSeconds(PhaseRecord phase, Statistics loaded) {
        Optional<Duration> median =
                loaded.median().or(() -> phase.requests.latency().tcp().median());
        return median.isPresent()
                ? OptionalDouble.of(median.get().toNanos() / NANOS_PER_SECOND)
                : OptionalDouble.empty();
    }

    /** Little's law: what is in flight is the rate times the round trip. */
    private static boolean tooLittle(double bytesPerSecond, double roundTripSeconds) {
        return bytesPerSecond < LEAST_BYTES_PER_SECOND && bytesPerSecond * roundTripSeconds < LEAST_IN_FLIGHT;
    }

    /** The median interval's: a burst at the start is no load for the rest. */
    private static double typicalRate(PhaseRecord phase, LoadedPhase load, LoadDirection direction) {
        double[] rates = load.intervals().stream()
                .mapToDouble(interval -> rate(interval.goodput(), direction))
                .sorted()
                .toArray();
        return rates.length == 0 ? rate(phase.goodput(), direction) : rates[rates.length / 2];
    }

    private static double rate(Goodput goodput, LoadDirection direction) {
        return bytes(goodput, direction)
                * NANOS_PER_SECOND
                / Math.max(1, goodput.duration().toNanos());
    }

    private static boolean growing(LoadedPhase load, LoadDirection direction) {
        List<LoadInterval> intervals = load.intervals();
        int from = intervals.size() - 1 - GROWING_STEPS;
        if (from < 0) {
            return false;
        }
        for (int i = from; i < intervals.size() - 1; i++) {
            if (rate(intervals.get(i + 1).goodput(), direction)
                    < GROWTH_OF_A_STEP * rate(intervals.get(i).goodput(), direction)) {
                return false;
            }
        }
        return rate(intervals.get(intervals.size() - 1).goodput(), direction)
                > GROWTH_IN_ALL * rate(intervals.get(from).goodput(), direction);
    }
}
