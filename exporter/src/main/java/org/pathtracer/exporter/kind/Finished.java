// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.pathtracer.Measurement;
import org.pathtracer.Run;

/** The end of an operation. */
final class Finished {
    private Finished() {}

    /**
     * Returns a future of what is made of the result; cancelling it cancels the operation. It fails if no packet could
     * leave this host, since that says nothing about the target.
     */
    static <R extends Run, T> CompletableFuture<T> of(Measurement<?, R> running, Function<R, T> recorder) {
        return of(running.result().toCompletableFuture(), result -> {
            T recorded = recorder.apply(result);
            if (result.probesSent() == 0) {
                throw new IllegalStateException(
                        "no probe could leave this host; `pathtracer trace` of the target tells why");
            }
            return recorded;
        });
    }

    /** The same for a future whose cancellation ends its operation. */
    static <R, T> CompletableFuture<T> of(CompletableFuture<R> result, Function<R, T> recorder) {
        CompletableFuture<T> recorded = result.thenApply(recorder);
        recorded.whenComplete((value, failure) -> {
            if (recorded.isCancelled()) {
                result.cancel(true);
            }
        });
        return recorded;
    }
}
