// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.fleet.web.access.Caller;
import org.pathtracer.fleet.web.access.Role;
import org.pathtracer.fleet.web.pair.PairFigures;

class MatrixTest {
    static final Caller READER = new Caller("", Role.READER);

    static List<PairFigures> mesh(int size) {
        List<PairFigures> all = new ArrayList<>();
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                if (from != to) {
                    all.add(figures(
                            "vp-%03d".formatted(from), "vp-%03d".formatted(to), 100 - (from + to) % 7, from + to));
                }
            }
        }
        return all;
    }

    private static PairFigures figures(String from, String to, long received, double rtt) {
        return new PairFigures(from, to, Instant.EPOCH, 100, received, OptionalDouble.of(rtt));
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    /** A browser takes seconds for ten thousand elements. */
    @Test
    void largeMatrix_hasFewElements_andAllPairs() {
        String page = FleetPage.of(READER, List.of(), mesh(100), Measure.LOSS);
        assertThat(count(page, "<")).isLessThan(1000);
        assertThat(count(page, "h8v8h-8z")).isEqualTo(100 * 99);
        assertThat(page).contains("9900 pairs", "vp-000&#10;vp-001&#10;");
    }

    @Test
    void smallMatrix_hasFiguresAndLinks() {
        String page = FleetPage.of(READER, List.of(), mesh(3), Measure.LOSS);
        assertThat(page).contains("href=\"/pairs/vp-000/vp-001\"", "vp-000 to vp-001: 1.0 % of 100 lost, 1.000 ms");
        assertThat(FleetPage.of(READER, List.of(), mesh(3), Measure.RTT)).contains("by round trip (ms)", ">1</text>");
    }

    @Test
    void names_areEscaped_whereverTheyStand() {
        String hostile = "\"><script>alert(1)</script>";
        for (int others : new int[] {1, 30}) {
            List<PairFigures> pairs = new ArrayList<>(mesh(others));
            pairs.add(figures(hostile, hostile, 0, 1));
            String page = FleetPage.of(READER, List.of(), pairs, Measure.LOSS);
            assertThat(page).doesNotContain("<script>").contains("&lt;script&gt;");
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 0", "99, 2", "96, 2", "95, 3", "80, 4", "0, 4"})
    void loss_hasLevels(long received, int level) {
        assertThat(Measure.LOSS.level(figures("a", "b", received, 1))).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"20, 0", "20.1, 1", "50, 2", "100, 3", "200, 4"})
    void roundTrip_hasLevels(double millis, int level) {
        assertThat(Measure.RTT.level(figures("a", "b", 1, millis))).isEqualTo(level);
    }

    /** Without an answer there is no round trip, and without a probe there is no loss. */
    @Test
    void unknown_isNotGood() {
        PairFigures silent = new PairFigures("a", "b", Instant.EPOCH, 5, 0, OptionalDouble.empty());
        PairFigures unsent = new PairFigures("a", "b", Instant.EPOCH, 0, 0, OptionalDouble.empty());
        assertThat(Measure.RTT.level(silent)).isEqualTo(Measure.UNKNOWN);
        assertThat(Measure.LOSS.level(silent)).isEqualTo(4);
        assertThat(Measure.LOSS.level(unsent)).isEqualTo(Measure.UNKNOWN);
    }
}
