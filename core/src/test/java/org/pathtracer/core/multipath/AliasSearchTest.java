// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AliasSearchTest {
    private static final int NUMBERS = 1 << 16;
    private static final double WIDEST = 0.01 * NUMBERS;

    private static int[] counter(int start, int step) {
        return IntStream.range(0, AliasSearch.ROUNDS)
                .map(round -> Math.floorMod(start + step * round, NUMBERS))
                .toArray();
    }

    private static boolean together(int[] a, int[] b, double widest) {
        return new AliasAnswers(a).countsWith(new AliasAnswers(b), widest);
    }

    @Test
    void oneCounter_isSeen_alsoWhereItBeginsAnew() {
        assertThat(together(counter(65_520, 7), counter(65_523, 7), WIDEST)).isTrue();
    }

    @Test
    void order_withinARoundSaysNothing() {
        int[] a = counter(100, 4);
        int[] b = counter(102, 4);
        for (int round = 1; round < AliasSearch.ROUNDS; round += 2) {
            int mine = a[round];
            a[round] = b[round];
            b[round] = mine;
        }
        assertThat(together(a, b, WIDEST)).isTrue();
    }

    @Test
    void countersThatStartTogether_areTwo() {
        assertThat(together(counter(0, 1), counter(0, 1), WIDEST)).isFalse();
        assertThat(together(counter(0, 1), counter(1, 1), WIDEST)).isFalse();
        assertThat(together(counter(0, 3), counter(1, 4), WIDEST)).isFalse();
    }

    @Test
    void fastCounters_areNotJudged() {
        assertThat(together(counter(0, 1000), counter(500, 1000), WIDEST)).isFalse();
    }

    @Test
    void silentRound_isNotJudged() {
        int[] a = counter(0, 4);
        a[5] = -1;
        assertThat(together(a, counter(2, 4), WIDEST)).isFalse();
    }

    /** The bound on widths is what makes accidents rare. */
    @Test
    void strangers_fitNoMoreOftenThanStated() {
        Random random = new Random(1);
        int runs = 20_000;
        int together = 0;
        for (int i = 0; i < runs; i++) {
            int step = 2 + random.nextInt(300);
            int[] a = counter(random.nextInt(NUMBERS), step);
            int[] b = counter(random.nextInt(NUMBERS), step);
            together += together(a, b, WIDEST) ? 1 : 0;
        }
        assertThat(together / (double) runs).isLessThan(0.012);
    }
}
