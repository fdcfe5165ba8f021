// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathtracer.OperationCancelledException;

/**
 * Something to measure, and where what comes of it goes.
 *
 * @param what in words, for what is told if it fails
 * @param awaited what waits for it
 * @param start starts it
 * @param onResult takes its result
 * @param onFailure takes why there is none
 * @param took tells of a result how long it took
 * @param longest how long it takes if there is no result
 * @param <R> result
 */
public record Task<R>(
        String what,
        Wait awaited,
        Function<Instruments, Instruments.Running<R>> start,
        Consumer<R> onResult,
        Consumer<Throwable> onFailure,
        Function<R, Duration> took,
        Duration longest) {
    /** Takes no null. */
    public Task {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(awaited, "awaited");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(onResult, "onResult");
        Objects.requireNonNull(onFailure, "onFailure");
        Objects.requireNonNull(took, "took");
        Objects.requireNonNull(longest, "longest");
    }

    /** What waits for a task. */
    public enum Wait {
        /** Its stage. */
        STAGE,
        /** The conclusion: further stages begin before. */
        END,
        /** Nothing for long, if its stage has ended. */
        BRIEFLY
    }

    /** A task that was started. */
    public static final class Started {
        private final Runnable end;
        private volatile boolean over;

        private Started(Runnable end) {
            this.end = end;
        }

        /** Makes it end with what it has. */
        public void end() {
            if (!over) {
                end.run();
            }
        }
    }

    /**
     * Starts it.
     *
     * @param then takes, on any thread and once, what to do with the outcome and how long it took
     */
    public Started begin(Instruments instruments, Ending then) {
        Instruments.Running<R> running;
        try {
            running = start.apply(instruments);
        } catch (RuntimeException e) {
            then.accept(() -> onFailure.accept(e), Duration.ZERO);
            return new Started(() -> {});
        }
        Started started = new Started(running.end());
        running.result().whenKnown((result, cause) -> {
            started.over = true;
            finish(result, cause, then);
        });
        return started;
    }

    /** Tells that its end came too late for a diagnosis. */
    public void cut() {
        onFailure.accept(new OperationCancelledException("The deadline of the diagnosis came first"));
    }

    private void finish(@Nullable R result, @Nullable Throwable cause, Ending then) {
        if (result != null) {
            then.accept(() -> onResult.accept(result), took.apply(result));
        } else {
            Throwable why = cause == null ? new IllegalStateException("no result") : cause;
            then.accept(() -> onFailure.accept(why), longest);
        }
    }

    /** Takes the outcome of a task. */
    public interface Ending {
        /**
         * Takes it.
         *
         * @param tell hands it to the strategy
         * @param took how long the task took
         */
        void accept(Runnable tell, Duration took);
    }
}
