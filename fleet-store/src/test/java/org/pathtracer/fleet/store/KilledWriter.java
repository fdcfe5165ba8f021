// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Delivers batches until it is killed, and says how far it has come after each. */
final class KilledWriter {
    static final int BATCH = 50;
    static final Pair PAIR = Pair.toHost("fra-1", "shop.example");
    private static final String SPOOL = "spool";

    private KilledWriter() {}

    public static void main(String[] arguments) {
        FleetStore store = FleetStore.open(StoreOptions.builder(arguments[0]).build());
        long written = store.deliver("fra-1", SPOOL, List.of());
        while (true) {
            List<Delivered> batch = new ArrayList<>();
            // The last batch of the process before may be written or not; it is delivered again.
            for (long sequence = Math.max(1, written + 1 - BATCH); sequence <= written + BATCH; sequence++) {
                batch.add(new Delivered(sequence, List.of(outcome(sequence))));
            }
            written = store.deliver("fra-1", SPOOL, batch);
            System.out.println(written + ".");
        }
    }

    static Instant time(long sequence) {
        return Instant.EPOCH.plusMillis(sequence);
    }

    private static Outcome outcome(long sequence) {
        // Each path is new, so that the dictionary and documents are written all the time too.
        return new Outcome(
                PAIR,
                "trace",
                time(sequence),
                3,
                0,
                Optional.of(Duration.ofMillis(1)),
                Optional.empty(),
                List.of("hop-" + sequence),
                Optional.of("{}"));
    }
}
