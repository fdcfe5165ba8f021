// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Lets so many look-ups run at a time; further ones wait in turn, up to a bound. Thread-safe. */
final class Limiter {
    private final int mostRunning;
    private final int mostWaiting;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private int running;

    Limiter(int mostRunning, int mostWaiting) {
        this.mostRunning = mostRunning;
        this.mostWaiting = mostWaiting;
    }

    /** Starts it now or later; one that finds the queue full fails. */
    <T> CompletableFuture<T> submit(Supplier<CompletableFuture<T>> lookup) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable start = () -> run(lookup, result);
        boolean now;
        synchronized (this) {
            now = running < mostRunning;
            if (now) {
                running++;
            } else if (waiting.size() < mostWaiting) {
                waiting.add(start);
            } else {
                result.completeExceptionally(
                        new RejectedExecutionException("more than " + mostWaiting + " look-ups are waiting"));
            }
        }
        if (now) {
            start.run();
        }
        return result;
    }

    private <T> void run(Supplier<CompletableFuture<T>> lookup, CompletableFuture<T> result) {
        CompletableFuture<T> answer;
        try {
            answer = lookup.get();
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((value, cause) -> {
            next().ifPresent(Runnable::run);
            if (cause == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(cause);
            }
        });
    }

    private synchronized Optional<Runnable> next() {
        Optional<Runnable> next = Optional.ofNullable(waiting.poll());
        running -= next.isPresent() ? 0 : 1;
        return next;
    }
}
