// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PathTracerException;

/** Runs a tracer's callbacks on the thread that waits for its result, so that all output comes from one thread. */
public final class CallbackLoop implements Executor {
    private static final long TICK_MILLIS = 200;

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /**
     * Runs callbacks until there is a result and none is left.
     *
     * @param onTick runs several times a second
     */
    public <T> T await(CompletionStage<T> stage, Runnable onTick) throws InterruptedException {
        CompletableFuture<T> result = stage.toCompletableFuture();
        while (!result.isDone() || !tasks.isEmpty()) {
            @Nullable Runnable task = tasks.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
            if (task != null) {
                task.run();
            }
            onTick.run();
        }
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof PathTracerException known ? known : e;
        }
    }
}
