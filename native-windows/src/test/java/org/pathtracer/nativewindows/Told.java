// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.pathtracer.PathTracerException;
import org.pathtracer.probe.ProbeOutcome.SendFailed;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.TransportListener;

/** Keeps what a transport tells, and lets tests wait for it. Thread-safe. */
public final class Told implements TransportListener {
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final Map<Integer, Integer> sent = new HashMap<>();
    private final Map<Integer, List<Reply>> replies = new HashMap<>();
    private final Map<Integer, SendFailed> failures = new HashMap<>();
    private Optional<PathTracerException> broken = Optional.empty();

    @Override
    public synchronized void onSent(int id, long nanos, TimestampSource source) {
        sent.merge(id, 1, Integer::sum);
        notifyAll();
    }

    @Override
    public synchronized void onSendFailed(int id, SendFailed failure) {
        failures.put(id, failure);
        notifyAll();
    }

    @Override
    public synchronized void onReply(Reply reply) {
        replies.computeIfAbsent(reply.id(), id -> new ArrayList<>()).add(reply);
        notifyAll();
    }

    @Override
    public synchronized void onDrained() {
        notifyAll();
    }

    @Override
    public synchronized void onBroken(PathTracerException cause) {
        broken = Optional.of(cause);
        notifyAll();
    }

    synchronized int sent() {
        return sent.size();
    }

    synchronized int answered() {
        return replies.size();
    }

    synchronized int failed() {
        return failures.size();
    }

    synchronized List<Reply> replies(int id) {
        return List.copyOf(replies.getOrDefault(id, List.of()));
    }

    synchronized SendFailed failure(int id) {
        return failures.get(id);
    }

    synchronized Map<Integer, SendFailed> failures() {
        return Map.copyOf(failures);
    }

    synchronized Optional<PathTracerException> broken() {
        return broken;
    }

    void await(BooleanSupplier condition) throws InterruptedException {
        if (!awaitAtMost(condition, System.nanoTime() + PATIENCE_NANOS)) {
            throw new AssertionError(
                    "waited in vain; sent " + sent() + ", answered " + answered() + ", failures " + failures());
        }
    }

    /** Waits until a time; gives whether it is so. */
    synchronized boolean awaitAtMost(BooleanSupplier condition, long endNanos) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            long millis = (endNanos - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
