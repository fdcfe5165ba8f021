// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.nativelinux.Traces.addresses;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.Measurement;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.PathTracer;
import org.pathtracer.StopReason;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TracerClosedException;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.probe.ProbeOutcome;

/** Many at once, and an end at any moment. */
@InLab(tools = "nft")
class LifecycleIT {
    private static final int MOMENTS = 250; // for each of four transports

    /** Those that are no files: the JVM opens a jar whenever it first needs it. */
    private static long descriptors() throws Exception {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(descriptor -> !Files.isRegularFile(descriptor)).count();
        }
    }

    private static List<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("pathtracer"))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void closeAtAnyMoment_leavesNothing(Transport transport) throws Exception {
        try (Lab lab = Lab.chain(3).silent(2).open()) {
            transport.open().close();
            long seed = Long.getLong("pathtracer.seed", System.nanoTime());
            Random random = new Random(seed);
            long before = descriptors();
            for (int moment = 0; moment < MOMENTS; moment++) {
                AtomicInteger callbacksAfterClose = new AtomicInteger();
                boolean[] closed = {false};
                PathTracer tracer = transport.open();
                Measurement<TraceEvent, TraceResult> running =
                        tracer.start(Traces.to(lab, Family.V4, transport).build());
                var result = running.result().toCompletableFuture();
                running.result().whenComplete((value, cause) -> callbacksAfterClose.addAndGet(closed[0] ? 1 : 0));
                long until = System.nanoTime() + random.nextInt(3_000_000);
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                boolean cancel = random.nextBoolean();
                if (cancel) {
                    running.cancel();
                }
                tracer.close();
                closed[0] = true;
                assertThat(ownThreads()).as("seed %d, moment %d", seed, moment).isEmpty();
                assertEnded(result, cancel);
                assertThat(callbacksAfterClose).hasValue(0);
            }
            assertThat(descriptors()).as("seed %d", seed).isLessThanOrEqualTo(before);
        }
    }

    private static void assertEnded(CompletableFuture<TraceResult> result, boolean cancelled) throws Exception {
        assertThat(result).isDone();
        try {
            assertThat(result.get().stopReason()).isIn(StopReason.DESTINATION, StopReason.CANCELLED);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOfAny(TracerClosedException.class, OperationCancelledException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void thousandTracesAtOnce_areAllRight(Transport transport) throws Exception {
        try (Lab lab = Lab.chain(10).open();
                PathTracer tracer = transport.open()) {
            TraceRequest v4 = Traces.to(lab, Family.V4, transport).rateLimit(0).build();
            TraceRequest v6 = Traces.to(lab, Family.V6, transport).rateLimit(0).build();
            List<CompletableFuture<TraceResult>> running = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                running.add(tracer.start(v4).result().toCompletableFuture());
                running.add(tracer.start(v6).result().toCompletableFuture());
            }
            for (int i = 0; i < running.size(); i++) {
                TraceResult result = running.get(i).get();
                assertThat(addresses(result)).isEqualTo(lab.hops(i % 2 == 0 ? Family.V4 : Family.V6));
                assertThat(Traces.outcomes(result)).allMatch(ProbeOutcome.Answer.class::isInstance);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void deadline_isAHardBound(Transport transport) {
        try (Lab lab = Lab.chain(3).blackhole(1).open();
                PathTracer tracer = transport.open()) {
            TraceRequest.Builder request = Traces.to(lab, Family.V4, transport)
                    .timeout(java.time.Duration.ofMinutes(1))
                    .deadline(java.time.Duration.ofMillis(150));
            long start = System.nanoTime();
            TraceResult result = tracer.trace(request.build());
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(150_000_000);
            assertThat(result.stopReason()).isEqualTo(StopReason.DEADLINE);
            assertThat(result.hops()).hasSize(1);
            assertThat(result.hops().get(0).received()).isEqualTo(3);
        }
    }
}
