// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.fleet.hub.FleetHub;

/** Outcomes come as fast as their subscriber takes them. */
class BackPressureTest {
    private static final int AGENTS = 6;

    @Test
    void subscriber_getsWhatItAskedForAndNoMore(@TempDir Path folder) throws Exception {
        try (TestFleet fleet = new TestFleet(folder)) {
            FleetHub hub = fleet.hub();
            for (int i = 0; i < AGENTS; i++) {
                fleet.agent("a-" + i, hub);
            }
            fleet.await(AGENTS, hub);
            Fleet client = fleet.client(hub);
            Collector slow = new Collector();
            try (FleetMeasurement<TraceResult> measurement = client.start(request())) {
                measurement.outcomes().subscribe(slow);
                slow.subscription().request(1);
                assertThat(slow.next()).isNotNull();
                // A fast measurement beside it has all that it wants, so nothing of the slow one is in its way.
                assertThat(client.measure(request()).completed()).hasSize(AGENTS);
                assertThat(slow.outcomes).isEmpty();
                slow.subscription().request(Long.MAX_VALUE);
                for (int i = 1; i < AGENTS; i++) {
                    assertThat(slow.next()).isInstanceOf(FleetOutcome.Completed.class);
                }
                assertThat(slow.completed.await(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void cancelledSubscription_endsTheMeasurement(@TempDir Path folder) throws Exception {
        try (TestFleet fleet = new TestFleet(folder)) {
            FleetHub hub = fleet.hub();
            fleet.agent("a-1", hub);
            fleet.agent("a-2", hub);
            fleet.await(2, hub);
            Collector one = new Collector();
            FleetMeasurement<TraceResult> measurement = fleet.client(hub).start(request());
            measurement.outcomes().subscribe(one);
            one.subscription().request(1);
            assertThat(one.next()).isNotNull();
            one.subscription().cancel();
            List<FleetOutcome<TraceResult>> all = measurement.await().outcomes();
            assertThat(all).hasSize(2);
        }
    }

    @Test
    void secondSubscriber_isTold(@TempDir Path folder) throws Exception {
        try (TestFleet fleet = new TestFleet(folder)) {
            FleetHub hub = fleet.hub();
            try (FleetMeasurement<TraceResult> measurement = fleet.client(hub).start(request())) {
                measurement.outcomes().subscribe(new Collector());
                Collector second = new Collector();
                measurement.outcomes().subscribe(second);
                assertThat(second.failures.poll(30, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    private static FleetRequest<TraceResult> request() {
        return FleetRequest.of(
                        TraceRequest.to(TestFleet.TARGET).enrichment(false).build())
                .build();
    }

    private static final class Collector implements Flow.Subscriber<FleetOutcome<TraceResult>> {
        private final BlockingQueue<FleetOutcome<TraceResult>> outcomes = new LinkedBlockingQueue<>();
        private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        private final BlockingQueue<Flow.Subscription> subscriptions = new LinkedBlockingQueue<>();
        private final CountDownLatch completed = new CountDownLatch(1);
        private Flow.Subscription subscription;

        Flow.Subscription subscription() throws InterruptedException {
            if (subscription == null) {
                subscription = subscriptions.poll(30, TimeUnit.SECONDS);
            }
            return subscription;
        }

        FleetOutcome<TraceResult> next() throws InterruptedException {
            return outcomes.poll(30, TimeUnit.SECONDS);
        }

        @Override
        public void onSubscribe(Flow.Subscription made) {
            subscriptions.add(made);
        }

        @Override
        public void onNext(FleetOutcome<TraceResult> outcome) {
            outcomes.add(outcome);
        }

        @Override
        public void onError(Throwable failure) {
            failures.add(failure);
        }

        @Override
        public void onComplete() {
            completed.countDown();
        }
    }
}
