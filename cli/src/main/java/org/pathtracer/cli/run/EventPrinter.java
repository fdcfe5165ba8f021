// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.run;

import java.util.concurrent.Flow;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to a report, and ends the operation when its reader has gone, as in {@code pathtracer trace X | head}.
 *
 * @param <E> events
 */
public final class EventPrinter<E> implements Flow.Subscriber<E> {
    private final Predicate<E> report;
    private final Runnable stop;
    private @Nullable Throwable failure;

    /**
     * For a report that says whether its reader still wants more.
     *
     * @param stop ends the operation
     */
    public EventPrinter(Predicate<E> report, Runnable stop) {
        this.report = report;
        this.stop = stop;
    }

    @Override
    public void onSubscribe(Flow.Subscription all) {
        all.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(E event) {
        if (!report.test(event)) {
            stop.run();
        }
    }

    /** What the operation fails with, its result says too; what the report threw ends the operation here. */
    @Override
    public void onError(Throwable cause) {
        failure = cause;
        stop.run();
    }

    @Override
    public void onComplete() {}

    /** Throws what the report threw, once the result is there. */
    public void check() {
        if (failure instanceof RuntimeException defect) {
            throw defect;
        } else if (failure instanceof Error defect) {
            throw defect;
        }
    }
}
