// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.spi.LoadReport;
import org.pathtracer.spi.RequestTimes;

/** What was carried and measured; written on all loops, read from outside. */
final class Ledger {
    final LongAdder bytesDown = new LongAdder();
    final LongAdder bytesUp = new LongAdder();
    final LongAdder requestBytes = new LongAdder();
    private final AtomicInteger outstanding = new AtomicInteger();
    /** As many as may be outstanding between two reports. */
    private final ConcurrentLinkedQueue<RequestTimes> times = new ConcurrentLinkedQueue<>();

    private final AtomicReference<@Nullable LoadFailure> failure = new AtomicReference<>();
    private volatile boolean closed;

    /** A request begins. */
    void begin() {
        outstanding.incrementAndGet();
    }

    /** It has ended. */
    void end(RequestTimes how) {
        outstanding.decrementAndGet();
        if (!closed) {
            times.add(how);
        }
    }

    /** From now on, requests fail because of ourselves. */
    void close() {
        closed = true;
    }

    /** It was given up by ourselves, which says nothing about the server. */
    void drop() {
        outstanding.decrementAndGet();
    }

    /** The first failure is the one that counts. */
    void fail(LoadFailure why) {
        if (!closed) {
            failure.compareAndSet(null, why);
        }
    }

    LoadReport report(boolean ready, int connectionsDown, int connectionsUp) {
        List<RequestTimes> ended = new ArrayList<>();
        RequestTimes next;
        while ((next = times.poll()) != null) {
            ended.add(next);
        }
        return new LoadReport(
                ready,
                Optional.ofNullable(failure.get()),
                bytesDown.sum(),
                bytesUp.sum(),
                connectionsDown,
                connectionsUp,
                requestBytes.sum(),
                outstanding.get(),
                ended);
    }
}
