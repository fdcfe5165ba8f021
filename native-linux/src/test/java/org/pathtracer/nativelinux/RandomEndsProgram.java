// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pathtracer.Measurement;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MultipathRequest;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.Protocol;
import org.pathtracer.Request;
import org.pathtracer.RequestBuilder;
import org.pathtracer.TraceRequest;
import org.pathtracer.ping.TargetResults;

/**
 * A program that starts operations of all kinds on four loops, and cancels them or closes their tracer at any moment;
 * then it tells what is left of them.
 */
final class RandomEndsProgram {
    private static final int LOOPS = 4;
    private static final int SWEPT = 2500;
    private static final int TRACED = 100;
    /** By then, what stays for good is there: libraries, classes. */
    private static final int WARM = 10;

    private final SplittableRandom random;
    private final String transport;
    private final String prefix;
    private final List<Run> runs = new ArrayList<>();

    private RandomEndsProgram(SplittableRandom random, String transport, String prefix) {
        this.random = random;
        this.transport = transport;
        this.prefix = prefix;
    }

    private record Run(Measurement<?, ?> operation, CompletableFuture<?> result, Ends<?> ends) {}

    /** Counts how often it is told of the end. */
    private static final class Ends<E> extends CountingSubscriber<E> {
        final AtomicInteger told = new AtomicInteger();

        Ends() {
            super(new CountDownLatch(1));
        }

        @Override
        public void onError(Throwable cause) {
            told.incrementAndGet();
        }

        @Override
        public void onComplete() {
            told.incrementAndGet();
        }
    }

    /** Prints a line for each thing that is left. */
    public static void main(String[] transportPrefixSeedNumber) throws IOException {
        SplittableRandom random = new SplittableRandom(Long.parseLong(transportPrefixSeedNumber[2]));
        int number = Integer.parseInt(transportPrefixSeedNumber[3]);
        long warm = 0;
        int ended = 0;
        for (int round = 0; ended < number; round++) {
            ended += new RandomEndsProgram(random, transportPrefixSeedNumber[0], transportPrefixSeedNumber[1])
                    .round("round " + round);
            warm = round == WARM ? descriptors() : warm;
        }
        System.out.println("descriptors " + Math.max(0, descriptors() - warm));
        System.out.println("user "
                + (Files.readString(Path.of("/proc/self/status")).contains("CapEff:\t0000000000000000")
                        ? "without capabilities"
                        : "root"));
    }

    private int round(String which) {
        PathTracer tracer = PathTracer.builder().loops(LOOPS).build();
        int operations = 4 + random.nextInt(12);
        for (int i = 0; i < operations; i++) {
            start(tracer);
            long until = System.nanoTime() + random.nextInt(2_000_000);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            if (random.nextBoolean()) {
                end(runs.get(random.nextInt(runs.size())));
            }
        }
        if (random.nextBoolean()) {
            runs.forEach(this::end);
            runs.forEach(run -> run.result.exceptionally(cause -> null).join());
        }
        tracer.close();
        tell(which, tracer);
        return operations;
    }

    private void tell(String which, PathTracer tracer) {
        for (Run run : runs) {
            if (!run.result.isDone()) {
                System.out.println(which + ": no end of " + run.operation);
            }
            if (run.ends.told.get() != 1) {
                System.out.println(which + ": " + run.ends.told + " ends told");
            }
        }
        if (tracer.counters().inFlight() != 0) {
            System.out.println(which + ": " + tracer.counters().inFlight() + " in flight");
        }
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pathtracer"))
                .forEach(thread -> System.out.println(which + ": " + thread));
    }

    private void start(PathTracer tracer) {
        Protocol protocol = Protocol.values()[random.nextInt(Protocol.values().length)];
        switch (random.nextInt(10)) {
            case 0 ->
                start(
                        tracer,
                        any(PingRequest.to(one()).count(0).protocol(protocol)).build());
            case 1, 2, 3 -> start(tracer, sweep(TargetResults.values()[random.nextInt(TargetResults.values().length)]));
            case 4 ->
                start(
                        tracer,
                        any(TraceRequest.toAll(several(TRACED)).protocol(protocol))
                                .build());
            case 5 ->
                start(
                        tracer,
                        any(TraceRequest.toAll(several(TRACED)).stopSet(true)).build());
            case 6 ->
                start(
                        tracer,
                        any(TraceRequest.to(one())
                                        .protocol(protocol)
                                        .enrichment(false)
                                        .reverseDns(false))
                                .build());
            case 7 -> start(tracer, any(MonitorRequest.toAll(several(3))).build());
            case 8 ->
                start(
                        tracer,
                        any(MultipathRequest.to(one()).enrichment(false).reverseDns(false))
                                .build());
            default -> start(tracer, any(PathMtuRequest.to(one())).build());
        }
    }

    private PingRequest sweep(TargetResults results) {
        return any(PingRequest.toAll(several(SWEPT))
                        .count(2)
                        .interval(Duration.ZERO)
                        .targetResults(results))
                .build();
    }

    private <B extends RequestBuilder<B>> B any(B request) {
        B own = request.transport(transport);
        return random.nextInt(4) == 0 ? own.deadline(Duration.ofMillis(1 + random.nextInt(20))) : own;
    }

    private <E, R> void start(PathTracer tracer, Request<E, R> request) {
        Ends<E> ends = new Ends<>();
        Measurement<E, R> operation = tracer.start(request);
        operation.events().subscribe(ends);
        runs.add(new Run(operation, operation.result().toCompletableFuture(), ends));
    }

    private void end(Run run) {
        if (random.nextBoolean()) {
            run.operation.cancel();
        } else {
            run.result.cancel(true);
        }
    }

    private String one() {
        return address(random.nextInt(SWEPT));
    }

    private String address(int number) {
        return "%s.%d.%d".formatted(prefix, number / 250, 1 + number % 250);
    }

    private List<String> several(int count) {
        return IntStream.range(0, count).mapToObj(this::address).toList();
    }

    /** Those that are no files: the JVM opens a jar whenever it first needs it. */
    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(descriptor -> !Files.isRegularFile(descriptor)).count();
        }
    }
}
