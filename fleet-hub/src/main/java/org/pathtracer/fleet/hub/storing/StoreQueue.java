// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub.storing;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.pathtracer.fleet.store.FleetStore;
import org.pathtracer.fleet.store.Outcome;
import org.pathtracer.fleet.store.StoreException;

/**
 * Outcomes that wait for the store, which may be slow or full: measuring does not wait for it. Those that don't fit are
 * lost and counted. Thread-safe.
 */
public final class StoreQueue implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StoreQueue.class.getName());
    private static final long MOST_BYTES = 64 << 20;
    private static final int AT_ONCE = 1000;
    private static final long MOST_CHARACTERS = 8 << 20;
    private static final long AGAIN_MILLIS = 1000;
    private static final long MAINTENANCE_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long CLOSE_MILLIS = 5000;

    private final FleetStore store;
    private final Thread thread = new Thread(this::run, "pathtracer-hub-store");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Recorded> waiting = new ArrayDeque<>();
    private long bytes;
    private long lost;
    private boolean closed;
    private boolean failing;

    private StoreQueue(FleetStore store) {
        this.store = store;
        thread.setDaemon(true);
    }

    /** Starts one. */
    public static StoreQueue start(FleetStore store) {
        StoreQueue queue = new StoreQueue(store);
        queue.thread.start();
        return queue;
    }

    void offer(Recorded one) {
        lock.lock();
        try {
            if (closed || bytes + one.size() > MOST_BYTES) {
                lost++;
            } else {
                bytes += one.size();
                waiting.add(one);
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of outcomes that are not in the store and never will be. */
    public long lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long maintained = System.nanoTime() - MAINTENANCE_NANOS;
        try {
            while (true) {
                if (System.nanoTime() - maintained >= MAINTENANCE_NANOS) {
                    maintained = System.nanoTime();
                    maintain();
                }
                List<Recorded> batch = take(maintained + MAINTENANCE_NANOS - System.nanoTime());
                if (batch.isEmpty() && isClosed()) {
                    return;
                }
                writeAll(batch);
            }
        } catch (InterruptedException e) {
            loseTheRest();
        }
    }

    /** Waits for some, at most until the next maintenance. */
    private List<Recorded> take(long nanos) throws InterruptedException {
        List<Recorded> batch = new ArrayList<>();
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (waiting.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            while (!waiting.isEmpty() && batch.size() < AT_ONCE) {
                Recorded one = waiting.remove();
                bytes -= one.size();
                batch.add(one);
            }
        } finally {
            lock.unlock();
        }
        return batch;
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void writeAll(List<Recorded> batch) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        long characters = 0;
        for (Recorded one : batch) {
            outcomes.addAll(one.outcomes());
            // What a kilobyte unpacks to may fill the heap.
            characters += outcomes.isEmpty() ? 0 : length(outcomes.get(outcomes.size() - 1));
            if (characters > MOST_CHARACTERS) {
                write(outcomes);
                outcomes = new ArrayList<>();
                characters = 0;
            }
        }
        write(outcomes);
    }

    private static long length(Outcome outcome) {
        return outcome.document().map(String::length).orElse(0);
    }

    private void write(List<Outcome> outcomes) throws InterruptedException {
        while (!outcomes.isEmpty() && !isWritten(outcomes)) {
            maintain(); // which makes room, where a bound is what is full
            if (isClosed()) {
                lose(outcomes.size());
                return;
            }
            pause();
        }
    }

    private boolean isWritten(List<Outcome> outcomes) {
        try {
            store.write(outcomes);
            if (failing) {
                failing = false;
                LOG.log(System.Logger.Level.INFO, "the store takes outcomes again; {0} were lost", lost());
            }
            return true;
        } catch (StoreException e) {
            tell(e);
            return false;
        }
    }

    private void maintain() {
        try {
            store.maintain(Instant.now());
        } catch (StoreException e) {
            tell(e);
        }
    }

    /** Once, not each time. */
    private void tell(StoreException failure) {
        if (!failing) {
            failing = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}; measuring goes on, outcomes wait and are tried again",
                    failure.getMessage());
        }
    }

    private void pause() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS);
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void lose(int count) {
        lock.lock();
        try {
            lost += count;
        } finally {
            lock.unlock();
        }
    }

    private void loseTheRest() {
        lock.lock();
        try {
            lost += waiting.size();
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more, and waits up to five seconds until what is there is written. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
