// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.SystemCallException;

/** What the waiters' threads report, until the loop takes it. */
final class Completions implements Waiter.Listener {
    private final Executor loop;
    private final Runnable onLoop;
    private final Consumer<SystemCallException> onBroken;
    private final Queue<RequestBuffer> arrived = new ConcurrentLinkedQueue<>();
    private final Queue<RequestBuffer> settled = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    /**
     * Creates an empty one.
     *
     * @param onLoop runs on the loop when there is something to take
     * @param onBroken runs there when the waiters can't wait any more
     */
    Completions(Executor loop, Runnable onLoop, Consumer<SystemCallException> onBroken) {
        this.loop = loop;
        this.onLoop = onLoop;
        this.onBroken = onBroken;
    }

    // --- on waiters' threads ---

    @Override
    public void arrived(RequestBuffer buffer) {
        arrived.add(buffer);
        callLoop();
    }

    /** A buffer whose request was refused can be used again. */
    void settled(RequestBuffer buffer) {
        settled.add(buffer);
        callLoop();
    }

    /** One task for all that arrives until it runs. */
    private void callLoop() {
        if (called.compareAndSet(false, true)) {
            execute(() -> {
                called.set(false);
                onLoop.run();
            });
        }
    }

    @Override
    public void broken(SystemCallException cause) {
        execute(() -> onBroken.accept(cause));
    }

    private void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // The loop was closed, and its requests are of no use any more.
        }
    }

    // --- on the loop ---

    boolean isEmpty() {
        return arrived.isEmpty() && settled.isEmpty();
    }

    @Nullable
    RequestBuffer pollSettled() {
        return settled.poll();
    }

    /** Takes the requests that are over, in the order in which they were sent: that of their events is not known. */
    List<RequestBuffer> takeArrived() {
        List<RequestBuffer> ended = new ArrayList<>();
        RequestBuffer buffer;
        while ((buffer = arrived.poll()) != null) {
            ended.add(buffer);
        }
        ended.sort(Comparator.comparingLong(over -> over.sentNanos));
        return ended;
    }
}
