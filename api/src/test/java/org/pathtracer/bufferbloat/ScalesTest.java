// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.statistics.Statistics;

/** Grades, classes and scores. */
class ScalesTest {
    @ParameterizedTest
    @CsvSource({
        "SWIFTFTR, -3, A",
        "SWIFTFTR, 24.9, A",
        "SWIFTFTR, 25, B",
        "SWIFTFTR, 74.9, B",
        "SWIFTFTR, 75, C",
        "SWIFTFTR, 149.9, C",
        "SWIFTFTR, 150, D",
        "SWIFTFTR, 299.9, D",
        "SWIFTFTR, 300, F",
        "DSLREPORTS, -3, A+",
        "DSLREPORTS, 4.9, A+",
        "DSLREPORTS, 5, A",
        "DSLREPORTS, 29.9, A",
        "DSLREPORTS, 30, B",
        "DSLREPORTS, 60, C",
        "DSLREPORTS, 199.9, C",
        "DSLREPORTS, 200, D",
        "DSLREPORTS, 400, F"
    })
    void growth_getsTheGradeOfItsProfile(GradingProfile profile, double millis, String grade) {
        Optional<Duration> growth = Optional.of(Duration.ofNanos(Math.round(millis * 1e6)));
        assertThat(profile.grade(growth).label()).isEqualTo(grade);
    }

    @Test
    void nothingMeasured_isUnknownAndNoGrade() {
        assertThat(GradingProfile.values())
                .allSatisfy(
                        profile -> assertThat(profile.grade(Optional.empty())).isEqualTo(Grade.UNKNOWN));
        assertThat(ResponsivenessClass.of(OptionalDouble.empty())).isEqualTo(ResponsivenessClass.UNKNOWN);
        assertThat(CallImpact.of(none(), none()).verdict()).isEqualTo(CallImpact.Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"299, POOR", "300, FAIR", "999, FAIR", "1000, GOOD", "5999, GOOD", "6000, EXCELLENT"})
    void roundTripsPerMinute_haveTheDraftsClasses(double rpm, ResponsivenessClass expected) {
        assertThat(ResponsivenessClass.of(OptionalDouble.of(rpm))).isEqualTo(expected);
    }

    @Test
    void callWithoutDelay_isAsGoodAsATelephone() {
        // R = 94.2 - 0.024 * 15 = 93.84
        CallImpact impact = CallImpact.of(steady(10), steady(10));
        assertThat(impact.loaded().orElseThrow()).isCloseTo(4.42, within(0.01));
        assertThat(impact.verdict()).isEqualTo(CallImpact.Verdict.NONE);
    }

    @Test
    void callOverLongQueues_suffers() {
        // d = 5 + 395 + 10 = 410: R = 94.2 - 9.84 - 25.6 = 58.8
        CallImpact impact = CallImpact.of(steady(10), steady(405));
        assertThat(impact.loaded().orElseThrow()).isCloseTo(3.04, within(0.01));
        assertThat(impact.verdict()).isEqualTo(CallImpact.Verdict.SEVERE);
    }

    @Test
    void callWithLoss_suffersToo() {
        Statistics lossy = Statistics.of(10, List.of(Duration.ofMillis(10), Duration.ofMillis(10)));
        assertThat(CallImpact.of(steady(10), lossy).verdict()).isEqualTo(CallImpact.Verdict.SEVERE);
    }

    private static Statistics steady(int millis) {
        return Statistics.of(2, List.of(Duration.ofMillis(millis), Duration.ofMillis(millis)));
    }

    private static Statistics none() {
        return Statistics.of(0, List.<Duration>of());
    }
}
