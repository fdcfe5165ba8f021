// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.InvalidRequestException;

class FullStoreTest {
    private static final long SIZE = 1 << 20;
    private static final Pair PAIR = Pair.toHost("fra-1", "shop.example");
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void fullStore_saysSo_andForgetsTheOldestSooner(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("fleet.db");
        StoreOptions options =
                StoreOptions.builder("jdbc:sqlite:" + file).size(SIZE).build();
        try (FleetStore store = FleetStore.open(options)) {
            int[] written = new int[1];
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            store.write(batch(i));
                            written[0]++;
                        }
                    })
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("full");
            assertThat(all(store)).as("the last batch is not there in part").hasSize(written[0] * 100);

            store.maintain(START.plus(Duration.ofDays(1)));
            store.write(batch(written[0]));
            List<Outcome> left = all(store);
            assertThat(left).hasSizeBetween(100, written[0] * 100);
            assertThat(left.get(0).time()).isEqualTo(START.plusSeconds(written[0] * 100L + 99));
            assertThat(sent(store)).as("sums have those that are forgotten").isEqualTo((written[0] + 1) * 1000L);
        }
        assertThat(Files.size(file)).isLessThanOrEqualTo(SIZE);
    }

    private static List<Outcome> batch(int number) {
        List<Outcome> batch = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            batch.add(StoreContract.ping(PAIR, START.plusSeconds(number * 100L + i), 10, 0, 5));
        }
        return batch;
    }

    private static List<Outcome> all(FleetStore store) {
        return store.outcomes(PAIR, START, START.plus(Duration.ofDays(9)), Integer.MAX_VALUE);
    }

    private static long sent(FleetStore store) {
        return store.history(PAIR, "ping", START, START.plus(Duration.ofDays(9)), Duration.ofHours(1)).stream()
                .mapToLong(Summary::sent)
                .sum();
    }

    @Test
    void badOptions_getASentence() {
        assertThatThrownBy(() -> StoreOptions.builder("fleet.db"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("jdbc:sqlite:FILE");
        assertThatThrownBy(() -> StoreOptions.builder("jdbc:sqlite:x").size(1000))
                .hasMessageContaining("at least 1 MiB");
        assertThatThrownBy(() -> StoreOptions.builder("jdbc:postgresql://h/d").size(SIZE))
                .hasMessageContaining("PostgreSQL");
        assertThatThrownBy(() -> StoreOptions.builder("jdbc:sqlite:x").keepOutcomes(Duration.ofSeconds(1)))
                .hasMessageContaining("at least 5 minutes");
        assertThatThrownBy(() -> StoreOptions.builder("jdbc:sqlite:x")
                        .keepWindows(Duration.ofDays(1))
                        .build())
                .hasMessageContaining("shorter");
    }

    @Test
    void storeThatCannotBeOpened_saysWhy(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("fleet.db"), "this is no database".repeat(100));
        assertThatThrownBy(() -> FleetStore.open(
                        StoreOptions.builder("jdbc:sqlite:" + file).build()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not a database");
    }
}
