// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pathtracer.ping.Outage;

class OutageWatchTest {
    /** Whatever order outcomes come in, the outages are those of the order of sending. */
    @Test
    void outcomesInAnyOrder_giveTheSameOutages() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            boolean[] answered = new boolean[100];
            for (int i = 1; i < answered.length; i++) {
                answered[i] = random.nextInt(4) == 0 != answered[i - 1];
            }
            List<Integer> inOrder = IntStream.range(0, answered.length).boxed().toList();
            List<Integer> shuffled = new ArrayList<>(inOrder);
            Collections.shuffle(shuffled, random);
            assertThat(outages(answered, shuffled)).as("seed %d", seed).isEqualTo(outages(answered, inOrder));
        }
    }

    private static List<Outage> outages(boolean[] answered, List<Integer> order) {
        OutageWatch watch = new OutageWatch();
        List<Outage> ended = new ArrayList<>();
        for (int i = 0; i < answered.length; i++) {
            watch.ordered(0);
            assertThat(watch.left(i, 1000L * i)).isTrue();
            assertThat(watch.left(i, 1000L * i + 1)).isFalse();
        }
        order.forEach(
                i -> assertThat(watch.complete(i, answered[i], ended::add)).isTrue());
        List<Outage> all = watch.outages(100_000);
        assertThat(all.stream().filter(Outage::ended)).isEqualTo(ended);
        return all;
    }

    @Test
    void singleLostProbe_isNoOutage() {
        assertThat(outages(new boolean[] {true, false, true, false}, List.of(0, 1, 2, 3)))
                .isEmpty();
        assertThat(outages(new boolean[] {true, false, false, true}, List.of(0, 1, 2, 3)))
                .hasSize(1);
    }

    @Test
    void probeThatNeverLeft_isToldApart() {
        OutageWatch watch = new OutageWatch();
        watch.ordered(5);
        assertThat(watch.complete(0, false, outage -> {})).isFalse();
    }

    @Test
    void probeThatWaitsForAnEternity_isPassedOver() {
        OutageWatch watch = new OutageWatch();
        for (int i = 0; i < 200_000; i++) {
            watch.ordered(i);
            watch.left(i, i);
            if (i > 0) {
                watch.complete(i, true, outage -> {});
            }
        }
        assertThat(watch.complete(0, false, outage -> {})).isTrue();
        assertThat(watch.outages(300_000)).isEmpty();
    }

    @Test
    void outages_areKeptUpToABound() {
        OutageWatch watch = new OutageWatch();
        for (int i = 0; i < 3 * 1500; i++) {
            watch.ordered(i);
            watch.left(i, i);
            watch.complete(i, i % 3 == 2, outage -> {});
        }
        assertThat(watch.outages(5000)).hasSize(1000);
        assertThat(watch.leftOut()).isEqualTo(500);
    }
}
