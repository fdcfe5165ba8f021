// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
    private static final int SEEDS = 6;
    private static final int HEALTHY = 40;
    private static final int PAIRS = 12;

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
            for (int seed = 0; seed < SEEDS; seed++) {
                all.add(judged(FaultZoo.of(kind, seed)));
            }
        }
        assertThat(share(all)).as(wrong(all)).isGreaterThanOrEqualTo(0.9);
        assertThat(all)
                .allSatisfy(one -> assertThat(one.diagnosis().probesSent()).isLessThanOrEqualTo(600));
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
        for (int seed = 0; seed < HEALTHY; seed++) {
            all.add(judged(FaultZoo.healthy(seed)));
        }
        assertThat(share(all)).as(wrong(all)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void bothOfTwoFaults_areFound() {
        List<Judged> all = new ArrayList<>();
        for (int seed = 0; seed < PAIRS; seed++) {
            all.add(judged(FaultZoo.pair(seed)));
        }
        long complete = all.stream()
                .filter(one -> one.specimen().isComplete(one.diagnosis()))
                .count();
        assertThat((double) complete / PAIRS).as(wrong(all)).isGreaterThanOrEqualTo(0.75);
    }

    @Test
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
