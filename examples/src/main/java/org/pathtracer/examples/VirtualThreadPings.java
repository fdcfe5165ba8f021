// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.examples;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;

/** Ten thousand blocking pings at once, each in a virtual thread of its own. */
public final class VirtualThreadPings {
    private static final int PINGS = 10_000;
    private static final int PLATFORM_THREADS = 200;

    private VirtualThreadPings() {}

    /**
     * Returns an executor with a virtual thread for each task. The method is looked up by name since this program also
     * compiles for Java 17; on 21 and newer write {@code Executors.newVirtualThreadPerTaskExecutor()}. Before 21, a
     * pool of platform threads takes its place.
     */
    static ExecutorService executor() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return Executors.newFixedThreadPool(PLATFORM_THREADS);
        }
    }

    /** How many pings were answered. */
    static long answered(PathTracer tracer, String target, int pings) throws InterruptedException, ExecutionException {
        PingRequest request = PingRequest.to(target).count(1).build();
        ExecutorService threads = executor();
        try {
            List<Future<PingResult>> results = Stream.generate(() -> threads.submit(() -> tracer.ping(request)))
                    .limit(pings)
                    .toList();
            long answered = 0;
            for (Future<PingResult> result : results) {
                answered += result.get().received();
            }
            return answered;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Argument: the target, one that agrees to this. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        try (PathTracer tracer = PathTracer.builder().rateLimit(5000).build()) {
            System.out.println(answered(tracer, arguments[0], PINGS) + " of " + PINGS + " answered");
        }
    }
}
