// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.pathtracer.Measurement;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Measurements as {@code Mono} and {@code Flux} of Reactor: two lines each, and no dependency of the library. */
class ReactorTest {
    /** Starts the measurement with the subscription. To cancel the subscription ends it. */
    static <R> Mono<R> result(Supplier<Measurement<?, R>> start) {
        return Mono.fromFuture(() -> start.get().result().toCompletableFuture());
    }

    /** Starts the measurement with the subscription, and ends it with that. */
    static <E> Flux<E> events(Supplier<? extends Measurement<E, ?>> start) {
        return Flux.using(
                start::get, running -> JdkFlowAdapter.flowPublisherToFlux(running.events()), Measurement::close);
    }

    @Test
    void mono_hasTheResult() {
        try (PathTracer tracer = simulated()) {
            TraceRequest request = TraceRequest.to("203.0.113.9").build();
            Mono<TraceResult> trace = result(() -> tracer.start(request));
            assertTrue(trace.map(TraceResult::reached).block());
        }
    }

    @Test
    void flux_hasTheEventsOfOneMeasurement() {
        try (PathTracer tracer = simulated()) {
            TraceRequest request = TraceRequest.to("203.0.113.9").build();
            List<Integer> hops = events(() -> tracer.start(request))
                    .ofType(TraceEvent.HopSettled.class)
                    .map(event -> event.hop().ttl())
                    .collectList()
                    .block();
            assertEquals(List.of(1, 2), hops);
        }
    }

    @Test
    void subscriptionThatEnds_endsItsMeasurement() {
        AtomicReference<Measurement<MonitorEvent, MonitorResult>> running = new AtomicReference<>();
        try (PathTracer tracer = simulated()) {
            MonitorRequest endless = MonitorRequest.to("203.0.113.9").build();
            Flux<MonitorEvent> events = events(() -> {
                running.set(tracer.start(endless));
                return running.get();
            });
            assertEquals(3, events.take(3).count().block());
            assertTrue(running.get().await(Duration.ofSeconds(30)).isPresent());
        }
    }

    private static PathTracer simulated() {
        Topology topology = Topology.builder()
                .source("client")
                .router("r1")
                .destination("server", node -> node.address("203.0.113.9"))
                .path(List.of("client", "r1", "server"), link -> link.delay(Duration.ofMillis(5)))
                .build();
        return PathTracer.builder().transport(SimulatedNetwork.of(topology, 42)).build();
    }
}
