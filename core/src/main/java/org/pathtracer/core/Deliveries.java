// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.core.io.Failures;

/** Hands futures of the tracer's own threads over to users: what depends on them runs where users' callbacks run. */
final class Deliveries {
    private final Callbacks callbacks;
    private final Set<Delivery<?>> undelivered = ConcurrentHashMap.newKeySet();

    Deliveries(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    /** Waits for it; interrupting the thread cancels it. */
    static <T> T await(CompletableFuture<T> source, String what) {
        try {
            return source.get();
        } catch (InterruptedException e) {
            source.cancel(false);
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("The thread was interrupted while it waited for " + what);
        } catch (ExecutionException e) {
            throw Failures.thrown(e.getCause());
        }
    }

    /** The same for users; cancelling it cancels the source. */
    <T> CompletableFuture<T> of(CompletableFuture<T> source) {
        Delivery<T> delivery = new Delivery<>(source, new CompletableFuture<>());
        undelivered.add(delivery);
        delivery.result.whenComplete((value, cause) -> {
            undelivered.remove(delivery);
            source.cancel(false);
        });
        source.whenComplete((value, cause) -> callbacks.execute(() -> delivery.complete(value, cause)));
        return delivery.result;
    }

    /** Here and now, for want of callbacks. */
    void deliver() {
        undelivered.forEach(Delivery::now);
    }

    private record Delivery<T>(CompletableFuture<T> source, CompletableFuture<T> result) {
        void complete(@Nullable T value, @Nullable Throwable cause) {
            if (cause != null) {
                result.completeExceptionally(cause);
            } else if (value != null) {
                result.complete(value);
            }
        }

        void now() {
            source.whenComplete(this::complete);
        }
    }
}
