// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.pathtracer.TraceEvent;

/** Hands events to a report, and ends the trace when its reader has gone, as in {@code pathtracer trace X | head}. */
final class EventPrinter implements Flow.Subscriber<TraceEvent> {
    private final TraceReport report;
    private Flow.@Nullable Subscription subscription;

    EventPrinter(TraceReport report) {
        this.report = report;
    }

    @Override
    public void onSubscribe(Flow.Subscription all) {
        subscription = all;
        all.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(TraceEvent event) {
        if (!report.onEvent(event) && subscription != null) {
            subscription.cancel();
        }
    }

    /** The result says the same. */
    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
}
