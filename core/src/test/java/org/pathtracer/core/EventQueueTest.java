// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of Reactive Streams. Odd events may be dropped; a negative one tells how many were. */
class EventQueueTest {
    private static final int CAPACITY = 1024;

    private final ManualExecutor executor = new ManualExecutor();
    private final Callbacks callbacks = new Callbacks(executor, Runnable::run);
    private final EventQueue<Integer> queue =
            new EventQueue<>(callbacks, event -> event % 2 != 0, count -> (int) -count);

    @Test
    void lateSubscriber_getsAllFromTheStart() {
        queue.publish(1);
        queue.publish(2);
        queue.end(null);
        Subscriber subscriber = subscribe(Long.MAX_VALUE);
        assertThat(subscriber.events).containsExactly(1, 2);
        assertThat(subscriber.completed).isTrue();
    }

    @Test
    void onlyWhatWasRequested_isDelivered() {
        Subscriber subscriber = subscribe(2);
        IntStream.rangeClosed(1, 5).forEach(queue::publish);
        queue.end(null);
        executor.runAll();
        assertThat(subscriber.events).containsExactly(1, 2);
        subscriber.subscription.request(2);
        executor.runAll();
        assertThat(subscriber.events).containsExactly(1, 2, 3, 4);
        assertThat(subscriber.ended()).isFalse();
        subscriber.subscription.request(1);
        executor.runAll();
        assertThat(subscriber.completed).isTrue();
    }

    @Test
    void fullQueue_saysOnceThatThereIsRoomAgain() {
        AtomicInteger room = new AtomicInteger();
        queue.onRoom(room::incrementAndGet);
        IntStream.range(0, CAPACITY - 1).forEach(i -> queue.publish(2 * i));
        assertThat(queue.full()).isFalse();
        queue.publish(2);
        assertThat(queue.full()).isTrue();
        Subscriber subscriber = subscribe(CAPACITY / 2 - 1);
        executor.runAll();
        assertThat(room).hasValue(0);
        subscriber.subscription.request(100);
        executor.runAll();
        assertThat(room).hasValue(1);
        assertThat(queue.full()).isFalse();
    }

    @Test
    void cancelledSubscription_isNeverFull() {
        AtomicInteger room = new AtomicInteger();
        queue.onRoom(room::incrementAndGet);
        IntStream.range(0, 2 * CAPACITY).forEach(i -> queue.publish(2 * i));
        assertThat(queue.full()).isTrue();
        Subscriber subscriber = subscribe(1);
        executor.runAll();
        subscriber.subscription.cancel();
        assertThat(queue.full()).isFalse();
        assertThat(room).hasPositiveValue();
    }

    @Test
    void emptyStream_endsWithoutARequest() {
        Subscriber subscriber = subscribe(0);
        queue.end(null);
        executor.runAll();
        assertThat(subscriber.completed).isTrue();
    }

    @Test
    void failure_comesAfterTheEventsBeforeIt() {
        Subscriber subscriber = subscribe(1);
        RuntimeException cause = new RuntimeException();
        queue.publish(1);
        queue.end(cause);
        queue.end(null);
        queue.publish(2);
        executor.runAll();
        assertThat(subscriber.events).containsExactly(1);
        assertThat(subscriber.failure).isSameAs(cause);
    }

    @Test
    void slowSubscriber_getsACountWhereEventsWereDropped() {
        Subscriber subscriber = subscribe(0);
        IntStream.range(0, CAPACITY).forEach(i -> queue.publish(3));
        IntStream.range(0, 7).forEach(i -> queue.publish(5));
        queue.publish(8);
        IntStream.range(0, 2).forEach(i -> queue.publish(5));
        queue.end(null);
        subscriber.subscription.request(Long.MAX_VALUE);
        executor.runAll();
        assertThat(subscriber.events).hasSize(CAPACITY + 3);
        assertThat(subscriber.events.subList(CAPACITY, CAPACITY + 3)).containsExactly(-7, 8, -2);
        assertThat(subscriber.completed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void requestOfNothing_endsWithAnError(long count) {
        Subscriber subscriber = subscribe(count == 0 ? 0 : count);
        subscriber.subscription.request(count);
        queue.publish(1);
        executor.runAll();
        assertThat(subscriber.failure)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(count + " events requested, but it must be at least 1");
        assertThat(subscriber.events).isEmpty();
    }

    @Test
    void manyLargeRequests_doNotOverflow() {
        Subscriber subscriber = subscribe(Long.MAX_VALUE);
        subscriber.subscription.request(Long.MAX_VALUE);
        queue.publish(1);
        executor.runAll();
        assertThat(subscriber.events).containsExactly(1);
    }

    @Test
    void cancel_endsCallbacks() {
        Subscriber subscriber = subscribe(10);
        queue.publish(1);
        subscriber.subscription.cancel();
        subscriber.subscription.cancel();
        queue.publish(2);
        queue.end(null);
        subscriber.subscription.request(5);
        executor.runAll();
        assertThat(subscriber.events).isEmpty();
        assertThat(subscriber.ended()).isFalse();
    }

    @Test
    void cancelAfterTheEnd_changesNothing() {
        Subscriber subscriber = subscribe(1);
        queue.end(null);
        executor.runAll();
        subscriber.subscription.cancel();
        executor.runAll();
        assertThat(subscriber.completed).isTrue();
    }

    @Test
    void requestAfterCancel_isIgnoredEvenIfItIsWrong() {
        Subscriber subscriber = subscribe(1);
        subscriber.subscription.cancel();
        subscriber.subscription.request(-1);
        executor.runAll();
        assertThat(subscriber.ended()).isFalse();
    }

    @Test
    void secondSubscriber_isRefusedAndTheFirstGoesOn() {
        Subscriber first = subscribe(10);
        Subscriber second = subscribe(10);
        queue.publish(1);
        executor.runAll();
        assertThat(second.failure).isInstanceOf(IllegalStateException.class).hasMessageContaining("subscriber already");
        second.subscription.cancel();
        assertThat(first.events).containsExactly(1);
    }

    @Test
    void noSubscriber_isRefused() {
        assertThatThrownBy(() -> queue.subscribe(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void subscriberThatThrows_isToldWhyAndNoMore() {
        RuntimeException defect = new IllegalArgumentException("the user's");
        Subscriber failing = new Subscriber(10) {
            @Override
            public void onNext(Integer event) {
                super.onNext(event);
                throw defect;
            }
        };
        queue.subscribe(failing);
        queue.publish(1);
        queue.publish(2);
        executor.runAll();
        queue.publish(3);
        queue.end(null);
        executor.runAll();
        assertThat(failing.events).containsExactly(1);
        assertThat(failing.failure).isSameAs(defect);
        assertThat(failing.completed).isFalse();
    }

    @Test
    void subscriberThatThrowsAtItsSubscription_isToldWhy() {
        Error defect = new NoClassDefFoundError("the user's");
        Subscriber failing = new Subscriber(10) {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                super.onSubscribe(given);
                throw defect;
            }
        };
        queue.subscribe(failing);
        queue.publish(1);
        executor.runAll();
        assertThat(failing.events).isEmpty();
        assertThat(failing.failure).isSameAs(defect);
    }

    @Test
    void subscriberThatThrowsAfterItCancelled_isToldNothing() {
        Subscriber failing = new Subscriber(10) {
            @Override
            public void onNext(Integer event) {
                subscription.cancel();
                throw new IllegalArgumentException("the user's");
            }
        };
        queue.subscribe(failing);
        queue.publish(1);
        executor.runAll();
        assertThat(failing.ended()).isFalse();
    }

    @Test
    void subscriberThatThrowsAtItsEnd_isToldItOnce() {
        int[] ends = new int[1];
        queue.subscribe(new Subscriber(10) {
            @Override
            public void onComplete() {
                ends[0]++;
                throw new IllegalArgumentException("the user's");
            }

            @Override
            public void onError(Throwable cause) {
                ends[0]++;
                throw new IllegalArgumentException("the user's");
            }
        });
        queue.end(null);
        executor.runAll();
        queue.subscribe(new Subscriber(1) {
            @Override
            public void onError(Throwable cause) {
                ends[0] += 10;
                throw new IllegalArgumentException("the user's");
            }
        });
        executor.runAll();
        assertThat(ends[0]).isEqualTo(11);
    }

    @Test
    void closeBetweenEvents_dropsTheOthersAndTheEnd() {
        Subscriber closing = new Subscriber(10) {
            @Override
            public void onNext(Integer event) {
                super.onNext(event);
                callbacks.close();
            }
        };
        queue.subscribe(closing);
        queue.publish(2);
        queue.publish(4);
        queue.end(null);
        executor.runAll();
        assertThat(closing.events).containsExactly(2);
        assertThat(closing.ended()).isFalse();
    }

    @Test
    void executorThatRunsAtOnce_letsOthersEndTheEventsMeanwhile() throws InterruptedException {
        EventQueue<Integer> direct =
                new EventQueue<>(new Callbacks(Optional.of(Runnable::run)), event -> false, count -> 0);
        CountDownLatch end = new CountDownLatch(1);
        Subscriber other = new Subscriber(10) {
            @Override
            public void onNext(Integer event) {
                super.onNext(event);
                Thread helper = new Thread(() -> direct.end(null));
                helper.start();
                join(helper);
            }

            @Override
            public void onComplete() {
                super.onComplete();
                end.countDown();
            }
        };
        direct.subscribe(other);
        direct.publish(1);
        assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(other.events).containsExactly(1);
    }

    private static void join(Thread thread) {
        try {
            thread.join(60_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Subscriber subscribe(long request) {
        Subscriber subscriber = new Subscriber(request);
        queue.subscribe(subscriber);
        executor.runAll();
        return subscriber;
    }
}
