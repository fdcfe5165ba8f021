// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;

/** Asks for everything and counts it down. */
class CountingSubscriber<E> implements Flow.Subscriber<E> {
    private final CountDownLatch latch;

    CountingSubscriber(CountDownLatch latch) {
        this.latch = latch;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(E event) {
        latch.countDown();
    }

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onComplete() {}
}
