// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub.storing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.fleet.store.Delivered;
import org.pathtracer.fleet.store.FleetStore;
import org.pathtracer.fleet.store.Outcome;
import org.pathtracer.fleet.wire.Kept;
import org.pathtracer.fleet.wire.KeptBatch;

/** What an agent kept while it measured by itself, on its way to the store. */
public final class Deliveries {
    /** What a kilobyte unpacks to may fill the heap. */
    private static final long MOST_CHARACTERS = 8 << 20;

    private static final long OLDEST_MILLIS = Duration.ofDays(400).toMillis();

    private Deliveries() {}

    /**
     * Writes what was not written before, and returns the largest number that is written.
     *
     * @param now the time, by this hub's clock, which is that of the store
     */
    public static long write(FleetStore store, String vantagePoint, KeptBatch batch, Instant now) {
        List<Delivered> some = new ArrayList<>();
        long characters = 0;
        for (Kept kept : batch.getKeptList()) {
            List<Outcome> outcomes = new Recorded(vantagePoint, kept, time(kept, batch, now)).outcomes();
            some.add(new Delivered(kept.getSequence(), outcomes));
            characters += outcomes.stream()
                    .mapToLong(one -> one.document().map(String::length).orElse(0))
                    .sum();
            if (characters > MOST_CHARACTERS) {
                store.deliver(vantagePoint, batch.getSpool(), some);
                some = new ArrayList<>();
                characters = 0;
            }
        }
        return store.deliver(vantagePoint, batch.getSpool(), some);
    }

    /** By this hub's clock: what counts is how long ago it was by the agent's. */
    private static Instant time(Kept kept, KeptBatch batch, Instant now) {
        long ago = batch.getNowMillis() - kept.getTimeMillis();
        return now.minusMillis(Math.max(0, Math.min(ago, OLDEST_MILLIS)));
    }
}
