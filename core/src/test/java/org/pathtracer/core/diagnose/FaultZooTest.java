// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.pathtracer.Diagnosis;
import org.pathtracer.PathTracer;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.testkit.FaultZoo;
import org.pathtracer.testkit.FaultySpecimen;

/**
 * Diagnoses of the zoo's networks. Few seeds of each kind, so that it is quick: {@code bench/run diagnose} takes as
 * many as it is told, and prints the whole table.
 */
class FaultZooTest {
    private static final int SEEDS = 3;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int HEALTHY = 40;
    private static final int PAIRS = 24;
    /** Every third seed is held back: only {@code bench/run diagnose --held-back} looks at those. */
    private static final int HELD_BACK = 2;

    private static LongStream seeds(int count) {
        return LongStream.iterate(0, seed -> seed + 1)
                .filter(seed -> seed % 3 != HELD_BACK)
                .limit(count);
    }

    private record Judged(FaultySpecimen specimen, Diagnosis diagnosis) {
        boolean right() {
            return specimen.isRight(diagnosis);
        }
    }

    private static Judged judged(FaultySpecimen specimen) {
        try (PathTracer tracer =
                PathTracer.builder().transport(specimen.network()).build()) {
            return new Judged(specimen, tracer.diagnose(specimen.target()));
        }
    }

    private static double share(List<Judged> all) {
        return (double) all.stream().filter(Judged::right).count() / all.size();
    }

    @Test
    void everyKind_isFoundWhereItIs() {
        List<Judged> all = new ArrayList<>();
        for (FindingKind kind : FaultZoo.kinds()) {
            seeds(SEEDS).forEach(seed -> all.add(judged(FaultZoo.of(kind, seed))));
        }
        assertThat(share(all)).as(wrong(all)).isGreaterThanOrEqualTo(0.95);
        assertThat(all)
                .allSatisfy(one -> assertThat(one.diagnosis().probesSent()).isLessThanOrEqualTo(600))
                .allSatisfy(one -> assertThat(one.diagnosis().duration()).isLessThanOrEqualTo(LONGEST));
        assertProbabilitiesHold(all);
    }

    /** Of those that are called sure, nine of ten are right. */
    private static void assertProbabilitiesHold(List<Judged> all) {
        int sure = 0;
        int right = 0;
        for (Judged one : all) {
            for (Finding finding : one.diagnosis().findings()) {
                if (finding.severity() != Severity.NOTE && finding.probability() >= 0.9) {
                    sure++;
                    right += one.specimen().faults().stream().anyMatch(fault -> fault.isFoundBy(finding)) ? 1 : 0;
                }
            }
        }
        assertThat((double) right / sure).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void healthyNetworks_areCalledHealthy() {
        List<Judged> all = new ArrayList<>();
        seeds(HEALTHY).forEach(seed -> all.add(judged(FaultZoo.healthy(seed))));
        assertThat(share(all)).as(wrong(all)).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void bothOfTwoFaults_areFound() {
        List<Judged> all = new ArrayList<>();
        seeds(PAIRS).forEach(seed -> all.add(judged(FaultZoo.pair(seed))));
        long complete = all.stream()
                .filter(one -> one.specimen().isComplete(one.diagnosis()))
                .count();
        assertThat((double) complete / PAIRS).as(wrong(all)).isGreaterThanOrEqualTo(0.8);
    }

    @RepeatedTest(20)
    void sameSeed_givesTheSameDiagnosis() {
        Judged first = judged(FaultZoo.of(FindingKind.LINK_LOSS, 3));
        Judged second = judged(FaultZoo.of(FindingKind.LINK_LOSS, 3));
        assertThat(second.diagnosis().findings()).isEqualTo(first.diagnosis().findings());
        assertThat(second.diagnosis().probesSent()).isEqualTo(first.diagnosis().probesSent());
    }

    private static String wrong(List<Judged> all) {
        StringBuilder text = new StringBuilder();
        all.stream()
                .filter(one -> !one.right())
                .forEach(one -> text.append(one.specimen())
                        .append(" has ")
                        .append(one.specimen().faults())
                        .append(", but found was ")
                        .append(one.diagnosis().findings())
                        .append('\n'));
        return text.toString();
    }
}
