// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.pathtracer.fleet.store.FleetStore;
import org.pathtracer.fleet.store.Outcome;
import org.pathtracer.fleet.store.Pair;
import org.pathtracer.fleet.store.StoreOptions;

/**
 * Writes outcomes of 100 x 100 pairs to a store, each batch of a thousand committed, and reads matrix and history. A
 * tenth of them are traces with documents of 9 kB, of which one in a hundred has another path than the one before.
 *
 * <pre>
 * bench/run fleet-store [OUTCOMES [URL]]
 * </pre>
 */
public final class StoreMain {
    private static final int SIDE = 100;
    private static final int BATCH = 1000;
    private static final double LEAST_PER_SECOND = 18_000;
    private static final double MOST_MATRIX_MILLIS = 300;
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private final Random random = new Random(1);
    private final String document = document();
    private final int count;

    private StoreMain(int count) {
        this.count = count;
    }

    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300_000;
        Path file = Files.createTempDirectory("pathtracer-store").resolve("fleet.db");
        String url = arguments.length > 1 ? arguments[1] : "jdbc:sqlite:" + file;
        try (FleetStore store = FleetStore.open(StoreOptions.builder(url).build())) {
            new StoreMain(count).run(store);
        }
        if (Files.exists(file)) {
            System.out.printf("file            %8.1f bytes an outcome%n", (double) Files.size(file) / count);
            Files.delete(file);
        }
        Files.delete(file.getParent());
    }

    private void run(FleetStore store) {
        long spent = 0;
        for (int at = 0; at < count; at += BATCH) {
            List<Outcome> batch = batch(at);
            long before = System.nanoTime();
            store.write(batch);
            spent += System.nanoTime() - before;
        }
        double perSecond = count * 1e9 / spent;
        System.out.printf(
                "written         %8.0f outcomes a second, at least %.0f: %s%n",
                perSecond, LEAST_PER_SECOND, verdict(perSecond >= LEAST_PER_SECOND));
        Instant end = START.plusSeconds(count);
        Pair pair = Pair.toPeer("vantage-1", "vantage-2");
        double matrix = millis(() -> store.matrix("ping", START));
        System.out.printf(
                "matrix          %8.1f ms for %d x %d of all outcomes, at most %.0f: %s%n",
                matrix, SIDE, SIDE, MOST_MATRIX_MILLIS, verdict(matrix <= MOST_MATRIX_MILLIS));
        System.out.printf(
                "history         %8.1f ms%n",
                millis(() -> store.history(pair, "ping", START, end, Duration.ofMinutes(5))));
        System.out.printf("paths           %8.1f ms%n", millis(() -> store.paths(pair, START, end)));
        long before = System.nanoTime();
        store.maintain(end.plus(Duration.ofDays(8)));
        double rolled = count * 1e9 / (System.nanoTime() - before);
        System.out.printf("summed up       %8.0f outcomes a second%n", rolled);
    }

    private static String verdict(boolean holds) {
        return holds ? "PASS" : "FAIL";
    }

    /** The best of five. */
    private static double millis(Supplier<?> query) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = System.nanoTime();
            Objects.requireNonNull(query.get());
            best = Math.min(best, System.nanoTime() - before);
        }
        return best / 1e6;
    }

    private List<Outcome> batch(int at) {
        List<Outcome> batch = new ArrayList<>();
        for (int i = at; i < at + BATCH; i++) {
            Pair pair = Pair.toPeer("vantage-" + i % SIDE, "vantage-" + i / SIDE % SIDE);
            Instant time = START.plusSeconds(i);
            batch.add(i % 10 == 0 ? trace(pair, time) : ping(pair, time));
        }
        return batch;
    }

    private Outcome ping(Pair pair, Instant time) {
        return new Outcome(
                pair, "ping", time, 10, random.nextInt(2), rtt(), Optional.empty(), List.of(), Optional.empty());
    }

    private Outcome trace(Pair pair, Instant time) {
        int way = random.nextInt(100) == 0 ? 1 + random.nextInt(3) : 0;
        List<String> path = new ArrayList<>();
        for (int hop = 0; hop < 10; hop++) {
            path.add(
                    "198.51.%d.%d".formatted(hop == 5 ? way : 100, pair.target().hashCode() & 0xff));
        }
        return new Outcome(pair, "trace", time, 3, 0, rtt(), Optional.empty(), path, Optional.of(document));
    }

    private Optional<Duration> rtt() {
        return Optional.of(Duration.ofNanos(1_000_000 + random.nextInt(1_000_000)));
    }

    /** As large as that of a trace of ten hops, and about as hard to pack. */
    private String document() {
        StringBuilder text = new StringBuilder();
        while (text.length() < 9000) {
            text.append("{\"ttl\":")
                    .append(random.nextInt(30))
                    .append(",\"address\":\"198.51.100.")
                    .append(random.nextInt(256))
                    .append("\",\"rttNanos\":")
                    .append(random.nextInt(100_000_000))
                    .append(",\"kind\":\"TIME_EXCEEDED\",\"sent\":3,\"received\":3}");
        }
        return text.toString();
    }
}
