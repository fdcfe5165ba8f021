// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.lang.System.Logger.Level;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.pathtracer.core.loop.Timers;

/**
 * Takes events from any thread and handles them on workers, one task at a time. Events come in batches: one task takes
 * all of a batch, so that the thread that probes is not held up by waking a worker for each.
 */
final class BatchQueue {
    private static final System.Logger LOG = System.getLogger(BatchQueue.class.getName());
    /** Short against any round trip to a name server. */
    private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Timers workers;
    private final Runnable afterBatch;
    private final Runnable onFailure;
    private final ConcurrentLinkedQueue<Runnable> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unhandled = new AtomicInteger();
    /** Whether a batch is still open for events; whichever thread clears this handles it. */
    private final AtomicBoolean open = new AtomicBoolean();

    /**
     * Creates an empty queue.
     *
     * @param afterBatch runs on a worker after each batch
     * @param onFailure runs there if handling a batch failed
     */
    BatchQueue(Timers workers, Runnable afterBatch, Runnable onFailure) {
        this.workers = workers;
        this.afterBatch = afterBatch;
        this.onFailure = onFailure;
    }

    /** Adds an event to the open batch, or opens one. */
    void add(Runnable event) {
        events.add(event);
        if (unhandled.getAndIncrement() == 0) {
            open.set(true);
            workIn(BATCH_NANOS, () -> {
                if (open.getAndSet(false)) {
                    work();
                }
            });
        }
    }

    /** Adds an event and has the batch handled now. */
    void addLast(Runnable event) {
        add(event);
        if (open.getAndSet(false)) {
            workIn(0, this::work);
        }
    }

    /** Runs {@code afterBatch} soon although there is no event. */
    void wake() {
        if (unhandled.getAndIncrement() == 0) {
            workIn(0, this::work);
        }
    }

    private void workIn(long nanos, Runnable work) {
        try {
            workers.schedule(work, nanos);
        } catch (RejectedExecutionException e) {
            // The tracer is closed, and ends its operations by itself.
        }
    }

    private void work() {
        int known = unhandled.get();
        while (known > 0) {
            try {
                for (Runnable event = events.poll(); event != null; event = events.poll()) {
                    event.run();
                }
                afterBatch.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "The enrichment of a path failed unexpectedly", e);
                onFailure.run();
            }
            known = unhandled.addAndGet(-known);
        }
    }
}
