// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.concurrent.Flow;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to a report, and ends the operation when its reader has gone, as in {@code pathtracer trace X | head}.
 *
 * @param <E> events
 */
final class EventPrinter<E> implements Flow.Subscriber<E> {
    private final Predicate<E> report;
    private Flow.@Nullable Subscription subscription;

    /** For a report that says whether anybody still wants more. */
    EventPrinter(Predicate<E> report) {
        this.report = report;
    }

    @Override
    public void onSubscribe(Flow.Subscription all) {
        subscription = all;
        all.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(E event) {
        if (!report.test(event) && subscription != null) {
            subscription.cancel();
        }
    }

    /** The result says the same. */
    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
}
