// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.scripted;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** All events of an operation. */
public final class EventList<E> implements Flow.Subscriber<E> {
    private final List<E> events = new ArrayList<>();
    private final CompletableFuture<List<E>> all = new CompletableFuture<>();

    /** Waits for the last one, for a minute at most. */
    public List<E> await() {
        return all.orTimeout(1, TimeUnit.MINUTES).join();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(E event) {
        events.add(event);
    }

    @Override
    public void onError(Throwable failure) {
        all.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        all.complete(events);
    }
}
