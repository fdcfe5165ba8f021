// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * An operation that can be started, and what comes of it.
 *
 * @param operation for {@link ProbeEngine#start}
 * @param result completed when it ends, on whatever thread ends it
 * @param onCancel ends what goes on behind the operation; from any thread, does not wait
 * @param <R> result
 */
public record Launch<R>(Operation<?> operation, CompletableFuture<R> result, Runnable onCancel) {
    /** One with nothing behind it. */
    public Launch(Operation<?> operation, CompletableFuture<R> result) {
        this(operation, result, () -> {});
    }

    /** With a strategy's findings made into a result. */
    public static <F, R> Launch<R> of(Operation<F> operation, Function<F, R> result) {
        return new Launch<>(operation, operation.future().thenApply(result));
    }
}
