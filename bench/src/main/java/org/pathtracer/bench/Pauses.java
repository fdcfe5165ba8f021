// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** How often and how long the collector of garbage held up this JVM. */
final class Pauses {
    private final AtomicInteger count = new AtomicInteger();
    private final LongAccumulator longestMillis = new LongAccumulator(Math::max, 0);

    private Pauses() {}

    /** From now on. */
    static Pauses watch() {
        Pauses pauses = new Pauses();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(
                        (notification, handback) -> pauses.add(
                                GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())),
                        null,
                        null);
            }
        }
        return pauses;
    }

    private void add(GarbageCollectionNotificationInfo collection) {
        count.incrementAndGet();
        longestMillis.accumulate(collection.getGcInfo().getDuration());
    }

    String text() {
        return "%d, longest %d ms".formatted(count.get(), longestMillis.get());
    }
}
