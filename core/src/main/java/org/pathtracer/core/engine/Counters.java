// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.pathtracer.ProbeCounters;
import org.pathtracer.RejectionReason;

/** Counts for all engines of a tracer, each on its own loop; read from anywhere. */
public final class Counters {
    final LongAdder sent = new LongAdder();
    final LongAdder answered = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder inFlight = new LongAdder();
    final LongAdder lostHere = new LongAdder();
    /** Complete from the start, so that all threads may use it. */
    private final Map<RejectionReason, LongAdder> rejected = new EnumMap<>(RejectionReason.class);

    /** All zero. */
    public Counters() {
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(reason, new LongAdder());
        }
    }

    void reject(RejectionReason reason) {
        LongAdder count = rejected.get(reason);
        if (count != null) {
            count.increment();
        }
    }

    /** The figures of this moment. */
    public ProbeCounters now() {
        Map<RejectionReason, Long> rejections = new EnumMap<>(RejectionReason.class);
        rejected.forEach((reason, count) -> {
            if (count.sum() > 0) {
                rejections.put(reason, count.sum());
            }
        });
        return new ProbeCounters(
                sent.sum(),
                answered.sum(),
                duplicates.sum(),
                rejections,
                (int) Math.max(0, inFlight.sum()),
                lostHere.sum());
    }
}
