// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pathtracer.statistics.Statistics;

/**
 * What load does to a voice call, by the E-model (ITU-T G.107) as simplified for G.711 by Cole and Rosenbluth ("Voice
 * over IP Performance Monitoring", 2001): {@code R = 94.2 - 0.024 d - 0.11 (d - 177.3)+ - 30 ln(1 + 15 e)}, where d is
 * half the mean round trip plus twice its mean difference, as the receiver must hold packets back, plus 10 ms of codec,
 * and e the loss.
 *
 * @param idle mean opinion score without load, 1.0 (bad) to 4.4 (as good as a telephone); empty if not measured
 * @param loaded the same under load
 * @since 0.1.0
 */
public record CallImpact(OptionalDouble idle, OptionalDouble loaded) {
    /** Takes no null. */
    public CallImpact {
        Objects.requireNonNull(idle, "idle");
        Objects.requireNonNull(loaded, "loaded");
    }

    private static final double CODEC_MILLIS = 10;
    private static final double HELD_BACK = 2;
    private static final double TOLL_QUALITY = 4.0;
    private static final double USABLE = 3.6;
    private static final double POOR = 3.1;
    private static final double NANOS_PER_MILLI = 1e6;

    /** A call beside the load. */
    public enum Verdict {
        /** Users do not notice the load (score of 4.0 and more). */
        NONE,
        /** Some will (3.6 and more). */
        SLIGHT,
        /** Many will (3.1 and more). */
        CLEAR,
        /** Nearly all users notice it (below 3.1). */
        SEVERE,
        /** Not measured. */
        UNKNOWN
    }

    /** From latency and loss. */
    public static CallImpact of(Statistics idle, Statistics loaded) {
        Objects.requireNonNull(idle, "idle");
        Objects.requireNonNull(loaded, "loaded");
        return new CallImpact(score(idle, idle), score(idle, loaded));
    }

    /** How a call under load would be. */
    public Verdict verdict() {
        if (loaded.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        double score = loaded.getAsDouble();
        if (score >= TOLL_QUALITY) {
            return Verdict.NONE;
        }
        return score >= USABLE ? Verdict.SLIGHT : score >= POOR ? Verdict.CLEAR : Verdict.SEVERE;
    }

    private static OptionalDouble score(Statistics idle, Statistics series) {
        Optional<Duration> before = idle.mean();
        Optional<Duration> mean = series.mean();
        if (before.isEmpty() || mean.isEmpty()) {
            return OptionalDouble.empty();
        }
        double delay = millis(before.get()) / 2
                + Math.max(0, millis(mean.get()) - millis(before.get()))
                + HELD_BACK * millis(series.meanAbsoluteDifference().orElse(Duration.ZERO))
                + CODEC_MILLIS;
        return OptionalDouble.of(score(rating(delay, series.lossRatio())));
    }

    private static double rating(double delayMillis, double loss) {
        double delayImpairment = 0.024 * delayMillis + 0.11 * Math.max(0, delayMillis - 177.3);
        return 94.2 - delayImpairment - 30 * Math.log(1 + 15 * loss);
    }

    /** ITU-T G.107 annex B. */
    private static double score(double rating) {
        double r = Math.max(0, Math.min(100, rating));
        return Math.max(1, 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r));
    }

    private static double millis(Duration span) {
        return span.toNanos() / NANOS_PER_MILLI;
    }
}
