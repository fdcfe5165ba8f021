// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Threads publish, another asks in portions, and all is accounted for. */
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

    /** Each publishes numbers of its own, which must come in their order, whatever the others do. */
    @Test
    void severalPublishers_keepTheOrderOfEachAndLoseNothingUncounted() throws InterruptedException {
        int publishers = 4;
        ExecutorService executor = Executors.newFixedThreadPool(publishers + 2);
        try {
            for (long seed = 0; seed < 50; seed++) {
                Portions subscriber = new Portions(seed);
                EventQueue<Integer> queue = new EventQueue<>(
                        new Callbacks(Optional.of(executor)), event -> event % 10 != 0, count -> (int) -count);
                queue.subscribe(subscriber);
                CountDownLatch published = new CountDownLatch(publishers);
                for (int publisher = 0; publisher < publishers; publisher++) {
                    int first = publisher * EVENTS;
                    executor.execute(() -> {
                        IntStream.range(first, first + EVENTS).forEach(queue::publish);
                        published.countDown();
                    });
                }
                published.await();
                queue.end(null);
                assertThat(subscriber.end.await(60, TimeUnit.SECONDS))
                        .as("seed %d ends", seed)
                        .isTrue();
                assertOrderOfEach(subscriber, publishers, seed);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static void assertOrderOfEach(Portions subscriber, int publishers, long seed) {
        int[] next = new int[publishers];
        long delivered = 0;
        long dropped = 0;
        for (int event : subscriber.events) {
            if (event < 0) {
                dropped -= event;
                continue;
            }
            int number = event % EVENTS;
            assertThat(number).as("seed %d", seed).isGreaterThanOrEqualTo(next[event / EVENTS]);
            next[event / EVENTS] = number + 1;
            delivered++;
        }
        assertThat(delivered + dropped).as("seed %d", seed).isEqualTo((long) publishers * EVENTS);
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
