// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The one structure that two threads share: one publishes, one asks in portions, and all is accounted for. */
class EventQueueStressTest {
    private static final int EVENTS = 3000;

    /** Asks for the next portion when the last has come, sometimes late. */
    private static final class Portions extends Subscriber {
        private final SplittableRandom random;
        private final CountDownLatch end = new CountDownLatch(1);
        private long open;

        Portions(long seed) {
            super(1);
            random = new SplittableRandom(seed);
            open = 1;
        }

        @Override
        public void onNext(Integer event) {
            super.onNext(event);
            if (--open == 0) {
                for (int pauses = random.nextInt(20); pauses > 0; pauses--) {
                    Thread.yield();
                }
                open = 1 + random.nextInt(200);
                subscription.request(open);
            }
        }

        @Override
        public void onComplete() {
            super.onComplete();
            end.countDown();
        }
    }

    @Test
    void everyEvent_isDeliveredInOrderOrCountedAsDropped() throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            for (long seed = 0; seed < 100; seed++) {
                Portions subscriber = new Portions(seed);
                publish(executor, subscriber, new SplittableRandom(seed));
                assertThat(subscriber.end.await(60, TimeUnit.SECONDS))
                        .as("seed %d ends", seed)
                        .isTrue();
                assertAllAccountedFor(subscriber, seed);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static void publish(ExecutorService executor, Portions subscriber, SplittableRandom random) {
        EventQueue<Integer> queue =
                new EventQueue<>(new Callbacks(Optional.of(executor)), event -> event % 10 != 0, count -> (int) -count);
        int subscribeAt = random.nextInt(EVENTS);
        for (int i = 0; i < EVENTS; i++) {
            if (i == subscribeAt) {
                queue.subscribe(subscriber);
            }
            queue.publish(i);
            if (random.nextInt(50) == 0) {
                Thread.yield();
            }
        }
        queue.end(null);
    }

    private static void assertAllAccountedFor(Portions subscriber, long seed) {
        int next = 0;
        for (int event : subscriber.events) {
            if (event >= 0) {
                assertThat(event).as("seed %d", seed).isEqualTo(next);
                next++;
            } else {
                next -= event;
            }
        }
        assertThat(next).as("seed %d", seed).isEqualTo(EVENTS);
    }
}
