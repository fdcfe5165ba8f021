// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;

/** Takes one hop at a time, however fast the trace is. What it does not ask for is kept for it, up to a bound. */
public final class SlowSubscriber implements Flow.Subscriber<TraceEvent> {
    private final List<Integer> hops = new ArrayList<>();
    private final CompletableFuture<List<Integer>> done = new CompletableFuture<>();
    private Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        subscription.request(1);
    }

    @Override
    public void onNext(TraceEvent event) {
        if (event instanceof TraceEvent.HopSettled settled) {
            hops.add(settled.hop().ttl()); // as long as it takes: a database, another service
        }
        subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        done.complete(hops);
    }

    /** The hops' TTLs in the order in which they came. */
    static List<Integer> trace(PathTracer tracer, String target) {
        SlowSubscriber subscriber = new SlowSubscriber();
        try (Measurement<TraceEvent, TraceResult> trace =
                tracer.start(TraceRequest.to(target).build())) {
            trace.events().subscribe(subscriber);
            return subscriber.done.join();
        }
    }

    /** Argument: the target. */
    public static void main(String[] arguments) {
        try (PathTracer tracer = PathTracer.create()) {
            System.out.println("hops in order: " + trace(tracer, arguments[0]));
        }
    }
}
