// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;

/** Several transports of one tracer beside each other: each knows its own answers. */
@InLab
@SameForAllUsers
class SeveralLoopsIT {
    private static final int LOOPS = 3;
    private static final String BLOCK = "10.98.0.0/19";
    private static final int TARGETS = 6_000;
    private static final int ROUNDS = 50;
    private static final int CANCELS = 10;

    private static List<String> targets() {
        return IntStream.range(0, TARGETS)
                .mapToObj(number -> "10.98.%d.%d".formatted(number / 250, 1 + number % 250))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "dgram"})
    void dividedSweep_getsEachAnswerOnce(String transport) {
        try (Lab lab = Lab.chain(0).open();
                PathTracer tracer = PathTracer.builder().loops(LOOPS).build()) {
            lab.answerFor(BLOCK);
            PingResult result = tracer.ping(PingRequest.toAll(targets())
                    .transport(transport)
                    .count(2)
                    .interval(Duration.ZERO)
                    .build());
            assertThat(result.targets())
                    .extracting(series -> series.target().name())
                    .containsExactlyElementsOf(targets());
            assertThat(result.targets()).allSatisfy(series -> {
                assertThat(series.received()).isEqualTo(2);
                assertThat(series.counts().isZero()).isTrue();
            });
            assertThat(loops(transport)).isEqualTo(LOOPS);
            assertThat(tracer.counters().answered()).isEqualTo(2L * TARGETS);
            assertThat(tracer.counters().rejected()).isEmpty();
        }
        assertThat(loops(transport)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "dgram"})
    void manyTraces_areAllAnswered(String transport) {
        try (Lab lab = Lab.chain(0).open();
                PathTracer tracer = PathTracer.builder().loops(LOOPS).build()) {
            lab.answerFor(BLOCK);
            List<Measurement<TraceEvent, TraceResult>> traces = new ArrayList<>();
            for (String target : targets().subList(0, 500)) {
                traces.add(tracer.start(
                        TraceRequest.to(target).transport(transport).build()));
            }
            assertThat(traces).allSatisfy(trace -> {
                TraceResult result = trace.await();
                assertThat(result.reached()).isTrue();
                assertThat(result.hops()).hasSize(1);
            });
            assertThat(tracer.counters().rejected()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "dgram"})
    void close_leavesNoDescriptor(String transport) throws IOException {
        long before = 0;
        // What stays for good, such as libraries, is there after the first.
        for (int round = 0; round < 3; round++) {
            try (Lab lab = Lab.chain(0).open();
                    PathTracer tracer = PathTracer.builder().loops(LOOPS).build()) {
                lab.answerFor(BLOCK);
                tracer.start(PingRequest.toAll(targets())
                        .transport(transport)
                        .interval(Duration.ZERO)
                        .build());
                while (tracer.counters().answered() < TARGETS) {
                    Thread.onSpinWait();
                }
            }
            long now = descriptors();
            assertThat(round == 0 || now <= before).isTrue();
            before = now;
        }
    }

    /** With the closes, a thousand ends for both transports together. */
    @ParameterizedTest
    @ValueSource(strings = {"raw", "dgram"})
    void cancelsAndClosesAtAnyMoment_leaveNothing(String transport) throws IOException {
        long seed = Long.getLong("pathtracer.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        long before = 0;
        try (Lab lab = Lab.chain(0).open()) {
            lab.answerFor(BLOCK);
            for (int round = 0; round < ROUNDS; round++) {
                PathTracer tracer = PathTracer.builder().loops(4).build();
                cancelAtAnyMoment(tracer, transport, random);
                tracer.close();
                assertThat(loops(transport)).as("seed %d", seed).isZero();
                assertThat(tracer.counters().inFlight()).as("seed %d", seed).isZero();
                before = round == 2 ? descriptors() : before;
            }
            assertThat(descriptors()).as("seed %d", seed).isLessThanOrEqualTo(before);
        }
    }

    private static void cancelAtAnyMoment(PathTracer tracer, String transport, SplittableRandom random) {
        List<Measurement<PingEvent, PingResult>> running = new ArrayList<>();
        for (int i = 0; i < CANCELS; i++) {
            boolean large = random.nextInt(4) == 0;
            PingRequest.Builder ping = large
                    ? PingRequest.toAll(targets()).interval(Duration.ZERO)
                    : PingRequest.to(targets().get(i)).count(0);
            running.add(tracer.start(ping.transport(transport).build()));
            long until = System.nanoTime() + random.nextInt(2_000_000);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            running.get(random.nextInt(running.size())).cancel();
        }
    }

    /**
     * Traces and a sweep on one loop take turns: if they did not, a trace would take as long as the rest of the sweep.
     */
    @ParameterizedTest
    @ValueSource(strings = {"raw", "dgram"})
    void traceBesideALargeSweep_isDelayedByFewOfItsPackets(String transport) {
        try (Lab lab = Lab.chain(0).open();
                PathTracer tracer = PathTracer.builder().loops(1).build()) {
            lab.answerFor(BLOCK);
            List<Long> idle = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                idle.add(trace(tracer, transport));
            }
            long began = System.nanoTime();
            Measurement<PingEvent, PingResult> sweep = tracer.start(PingRequest.toAll(targets())
                    .transport(transport)
                    .count(50)
                    .interval(Duration.ZERO)
                    .build());
            List<Long> busy = new ArrayList<>();
            while (!sweep.isDone()) {
                busy.add(trace(tracer, transport));
            }
            assertThat(sweep.await().sent()).isEqualTo(50L * TARGETS);
            // All of them at the beginning would show nothing.
            assertThat(busy).hasSizeGreaterThan(20);
            assertThat(median(busy) - median(idle)).isLessThan((System.nanoTime() - began) / 20);
        }
    }

    private static long trace(PathTracer tracer, String transport) {
        long began = System.nanoTime();
        TraceResult result = tracer.trace(
                TraceRequest.to(targets().get(0)).transport(transport).build());
        assertThat(result.reached()).isTrue();
        return System.nanoTime() - began;
    }

    private static long median(List<Long> nanos) {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
    }

    private static long loops(String transport) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("pathtracer-" + transport))
                .count();
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }
}
