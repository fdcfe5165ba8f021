// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/** Records all it is told, and insists on the order of calls of the Reactive Streams specification. */
class Subscriber implements Flow.Subscriber<Integer> {
    final List<Integer> events = new ArrayList<>();
    private final long first;
    Flow.Subscription subscription;
    Throwable failure;
    boolean completed;

    /** Asks for so many at first. */
    Subscriber(long first) {
        this.first = first;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        check(subscription == null);
        subscription = given;
        if (first != 0) {
            given.request(first);
        }
    }

    @Override
    public void onNext(Integer event) {
        check(subscription != null && !ended());
        events.add(event);
    }

    @Override
    public void onError(Throwable cause) {
        check(subscription != null && !ended());
        failure = cause;
    }

    @Override
    public void onComplete() {
        check(subscription != null && !ended());
        completed = true;
    }

    boolean ended() {
        return completed || failure != null;
    }

    private static void check(boolean inOrder) {
        if (!inOrder) {
            throw new AssertionError("called out of order");
        }
    }
}
