// SPDX-License-Identifier: Apache-2.0
package consumer;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import org.pathtracer.*;
import org.pathtracer.report.Reports;

/** The lines that the documentation shows users, against the target that is given. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        String target = arguments[0];
        try (PathTracer tracer = PathTracer.create()) {
            TraceResult trace = tracer.trace(target);
            for (Hop hop : trace.hops()) System.out.println(hop.ttl() + " " + hop.address() + " " + hop.rtt());
            System.out.println("blocking: reached=" + trace.reached());
            System.out.println("report: " + (Reports.fromJson(Reports.json(trace), TraceResult.class).reached() == trace.reached()));

            measure(tracer, "icmp", TraceRequest.to(target).build());
            measure(tracer, "udp", TraceRequest.to(target).protocol(Protocol.UDP).build());
        }
    }

    private static void measure(PathTracer tracer, String name, TraceRequest request) throws InterruptedException {
        Settled settled = new Settled();
        try (Measurement<TraceEvent, TraceResult> m = tracer.start(request)) {
            m.events().subscribe(settled);
            TraceResult r = m.result().toCompletableFuture().get();
            settled.over.await();
            System.out.println(name + ": reached=" + r.reached() + " hops=" + r.hops().size() + " settled=" + settled.hops);
        } catch (ExecutionException e) {
            System.out.println(name + ": " + e.getCause());
        }
    }

    /** Counts the hops as they come. */
    private static final class Settled implements Flow.Subscriber<TraceEvent> {
        final java.util.concurrent.CountDownLatch over = new java.util.concurrent.CountDownLatch(1);
        int hops;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(TraceEvent event) {
            if (event instanceof TraceEvent.HopSettled) {
                hops++;
            }
        }

        @Override
        public void onError(Throwable failure) {
            over.countDown();
        }

        @Override
        public void onComplete() {
            over.countDown();
        }
    }
}
