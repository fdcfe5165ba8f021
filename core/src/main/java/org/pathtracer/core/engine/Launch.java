// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * An operation that can be started, and what comes of it.
 *
 * @param operations its parts, one for each {@link Setting} that it was launched with, to be started with
 *     {@link ProbeEngine#start} on the engine of that setting
 * @param result completed when they end, on whatever thread ends the last
 * @param onCancel ends what goes on behind the operation; from any thread, does not wait
 * @param <R> result
 */
public record Launch<R>(List<Operation<?>> operations, CompletableFuture<R> result, Runnable onCancel) {
    /** In one part. */
    public Launch(Operation<?> operation, CompletableFuture<R> result, Runnable onCancel) {
        this(List.of(operation), result, onCancel);
    }

    /** One with nothing behind it. */
    public Launch(Operation<?> operation, CompletableFuture<R> result) {
        this(operation, result, () -> {});
    }

    /** Returns the first part, which is the only one of most operations. */
    public Operation<?> operation() {
        return operations.get(0);
    }

    /** With a strategy's findings made into a result. */
    public static <F, R> Launch<R> of(Operation<F> operation, Function<F, R> result) {
        return new Launch<>(operation, operation.future().thenApply(result));
    }

    /** With the findings of all parts made into one result, once the last of them has ended. */
    public static <F, R> Launch<R> of(List<Operation<F>> parts, Function<List<F>, R> result) {
        List<CompletableFuture<F>> futures =
                parts.stream().map(Operation::future).toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]));
        return new Launch<>(
                List.copyOf(parts),
                all.thenApply(done -> result.apply(
                        futures.stream().map(CompletableFuture::join).toList())),
                () -> {});
    }
}
