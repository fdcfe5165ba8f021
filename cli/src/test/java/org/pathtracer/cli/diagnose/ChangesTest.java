// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.pathtracer.Diagnosis;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.PlaceSegment;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.testkit.result.Diagnoses;
import org.pathtracer.testkit.result.PingResults;
import org.pathtracer.testkit.result.TraceResults;

/** What is told of two diagnoses. */
class ChangesTest {
    private static final String TARGET = "192.0.2.80";

    private static Diagnoses lossy(double probability, String to) {
        return Diagnoses.to(TARGET)
                .finding(FindingKind.LINK_LOSS, Severity.DEGRADES, probability)
                .between(PlaceSegment.ISP, 4, "198.51.100.9", to)
                .sentence("Loss begins");
    }

    private static Diagnosis healthy() {
        return Diagnoses.to(TARGET).build();
    }

    private static Diagnosis timed(int... millis) {
        Duration[] times = Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
        return Diagnoses.to(TARGET)
                .result(PingResults.to(TARGET).replies(times).build())
                .build();
    }

    private static Diagnosis along(String... routers) {
        TraceResults trace = TraceResults.to(TARGET);
        for (int i = 0; i < routers.length; i++) {
            if (routers[i].isEmpty()) {
                trace.silent(i + 1, 3);
            } else {
                trace.hop(i + 1, routers[i], Duration.ofMillis(1));
            }
        }
        return Diagnoses.to(TARGET).result(trace.build()).build();
    }

    @Test
    void sameTwice_isToldAsNoChange() {
        assertThat(Changes.between(healthy(), healthy())).containsExactly("nothing changed since 1970-01-01T00:00:00Z");
    }

    @Test
    void newAndFormerFinding_areTold() {
        Diagnosis lossy = lossy(0.9, "198.51.100.13").build();
        assertThat(Changes.between(healthy(), lossy)).containsExactly("new: Loss begins");
        assertThat(Changes.between(lossy, healthy())).containsExactly("no longer: Loss begins");
        assertThat(Changes.sameVerdict(lossy, healthy())).isFalse();
    }

    @Test
    void otherPlace_isAMove() {
        assertThat(Changes.between(
                        lossy(0.9, "198.51.100.13").build(),
                        lossy(0.9, "198.51.100.17").build()))
                .containsExactly("moved: loss on a link is now between 198.51.100.9 and 198.51.100.17,"
                        + " before it was between 198.51.100.9 and 198.51.100.13");
    }

    @Test
    void probability_isToldIfItDiffersByTenPercent() {
        Diagnosis sure = lossy(0.95, "198.51.100.13").build();
        assertThat(Changes.between(sure, lossy(0.9, "198.51.100.13").build()))
                .singleElement()
                .asString()
                .startsWith("nothing changed");
        Diagnosis unsure = lossy(0.6, "198.51.100.13").build();
        assertThat(Changes.between(sure, unsure))
                .containsExactly("loss on a link is less certain: 60 %, before it was 95 %");
        assertThat(Changes.sameVerdict(sure, unsure)).isTrue();
    }

    @Test
    void otherRouter_isAChangeOfThePath_andASilentOneIsNot() {
        Diagnosis before = along("192.168.1.1", "198.51.100.1", "198.51.100.5");
        assertThat(Changes.between(before, along("192.168.1.1", "198.51.100.2", "198.51.100.6")))
                .containsExactly("the path changed from hop 2 on: 198.51.100.2, before it was 198.51.100.1");
        assertThat(Changes.between(before, along("192.168.1.1", "", "198.51.100.5")))
                .singleElement()
                .asString()
                .startsWith("nothing changed");
    }

    @Test
    void roundTrips_areToldBeyondChance() {
        Diagnosis fast = timed(10, 11, 10, 12, 10, 11, 10, 13, 10, 11, 10, 12);
        Diagnosis alike = timed(11, 10, 12, 10, 13, 10, 11, 10, 10, 11, 12, 10);
        Diagnosis slow = timed(30, 31, 30, 32, 30, 31, 30, 33, 30, 31, 30, 32);
        assertThat(Changes.between(fast, slow))
                .containsExactly("round trips to the target over ICMP take 30.5 ms at the median, before it was 10.5 ms"
                        + " (12 and 12 samples)");
        assertThat(Changes.between(fast, alike)).singleElement().asString().startsWith("nothing changed");
    }

    @Test
    void fewRoundTrips_areNotCompared() {
        assertThat(Changes.between(timed(10, 10, 10), timed(90, 90, 90)))
                .singleElement()
                .asString()
                .startsWith("nothing changed");
    }

    @Test
    void otherAddress_isTold() {
        assertThat(Changes.between(
                        Diagnoses.to("shop.example").address("192.0.2.1").build(),
                        Diagnoses.to("shop.example").address("192.0.2.2").build()))
                .containsExactly("the address of the target is now 192.0.2.2, before it was 192.0.2.1");
    }
}
