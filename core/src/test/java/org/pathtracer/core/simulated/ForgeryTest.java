// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingSeries;
import org.pathtracer.ProbeCounters;
import org.pathtracer.Protocol;
import org.pathtracer.RejectionReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;

/**
 * Operations under a flood of forged answers, before the true ones and after them: none counts, and no true one is
 * lost. The forger knows addresses, ports and each probe's number; he guesses what is random.
 *
 * <p>{@code -Dpathtracer.forgeries=N} sets how many must come to each operation: {@code fuzz/forge} has a million.
 */
class ForgeryTest {
    private static final int FORGERIES = Integer.getInteger("pathtracer.forgeries", 3_000);
    private static final String MULTIPATH = "multipath";
    private static final int HOPS = 6;
    /** What one attacker can be told to send. */
    private static final int MOST_PER_PROBE = 1000;

    private static final Duration BEFORE = Duration.ofMillis(1);
    /** When near hops have answered, and far ones not. */
    private static final Duration BETWEEN = Duration.ofMillis(20);

    /** Errors of three kinds reach every operation; other answers must also come to the right port. */
    private static final int LEAST_KINDS = 3;

    private static final long SEED = Long.getLong("pathtracer.seed", 1);

    /** An operation, and what must not change in its result. */
    record Way(String name, Protocol protocol, boolean v6, int probes, Function<PathTracer, Object> operation) {
        /**
         * A server's datagram may say anything, so that of one flow alone in flight is known by ports alone: of so many
         * forgeries some guess the port. See the documentation of traces.
         */
        Set<ReplyKind> kinds() {
            boolean byPorts = protocol == Protocol.UDP && name.equals(MULTIPATH);
            return byPorts ? EnumSet.complementOf(EnumSet.of(ReplyKind.UDP_REPLY)) : EnumSet.allOf(ReplyKind.class);
        }

        @Override
        public String toString() {
            return name + " " + protocol + (v6 ? " IPv6" : " IPv4");
        }
    }

    static Stream<Arguments> everyWay() {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> Stream.of(false, true).flatMap(v6 -> ways(protocol, v6)))
                // Without privileges the kernel rejects what is forged against its connections, before it is counted.
                .flatMap(way -> way.protocol() == Protocol.TCP
                        ? Stream.of(Arguments.of(way, false))
                        : Stream.of(Arguments.of(way, false), Arguments.of(way, true)));
    }

    private static Stream<Way> ways(Protocol protocol, boolean v6) {
        String target = v6 ? "fd00::" + HOPS : "10.0.0." + HOPS;
        Way trace = new Way("trace", protocol, v6, 10 * HOPS, tracer -> {
            TraceResult result = tracer.trace(TraceRequest.to(target)
                    .protocol(protocol)
                    .queries(10)
                    .rateLimit(0)
                    .build());
            assertThat(result.reached()).isTrue();
            return Traces.Findings.of(result);
        });
        Way paths = new Way(MULTIPATH, protocol, v6, 6 * HOPS, tracer -> {
            MultipathResult result = tracer.discoverPaths(
                    MultipathRequest.to(target).protocol(protocol).rateLimit(0).build());
            assertThat(result.reached()).isTrue();
            return result.graph() + " " + result.limits() + result.stopReason() + result.repliesReceived();
        });
        if (protocol != Protocol.ICMP) {
            return Stream.of(trace, paths);
        }
        Way ping = new Way("ping", protocol, v6, 100, tracer -> {
            PingSeries series = tracer.ping(PingRequest.to(target)
                            .count(100)
                            .interval(Duration.ofMillis(10))
                            .build())
                    .targets()
                    .get(0);
            assertThat(series.statistics().lossRatio()).isZero();
            return List.of(
                    series.counts(),
                    series.statistics().mean(),
                    series.statistics().max(),
                    series.outages());
        });
        Way mtu = new Way("path MTU", protocol, v6, 4, tracer -> {
            PathMtuResult result = tracer.pathMtu(PathMtuRequest.to(target).build());
            return List.of(result.pathMtu(), result.verdict(), result.steps());
        });
        return Stream.of(trace, paths, ping, mtu);
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void forgedAnswers_changeNothingAndAreCounted(Way way, boolean unprivileged) {
        Run quiet = run(way, unprivileged, chain().build());
        TopologyBuilder attacked = chain();
        for (int left = FORGERIES / (LEAST_KINDS * way.probes()) + 1; left > 0; left -= MOST_PER_PROBE) {
            for (Duration delay : List.of(BEFORE, BETWEEN)) {
                attacked.attacker(Math.min(left, MOST_PER_PROBE), delay, way.kinds());
            }
        }
        Run flooded = run(way, unprivileged, attacked.build());
        assertThat(flooded.findings()).isEqualTo(quiet.findings());
        // But for answers that came when their operation was over.
        assertThat(quiet.rejected()).isEqualTo(quiet.notAwaited());
        assertThat(flooded.rejected() - quiet.rejected()).isGreaterThanOrEqualTo(FORGERIES);
        System.out.printf(
                "%s%s: %,d forged answers, none counted%n",
                way, unprivileged ? ", unprivileged" : "", flooded.rejected());
    }

    private static TopologyBuilder chain() {
        TopologyBuilder builder = Topology.builder().source("r0");
        for (int i = 1; i < HOPS; i++) {
            builder.router("r" + i);
        }
        builder.destination("r" + HOPS);
        for (int i = 0; i < HOPS; i++) {
            builder.link("r" + i, "r" + (i + 1), link -> link.delay(Duration.ofMillis(3)));
        }
        return builder;
    }

    private record Run(Object findings, long rejected, long notAwaited) {}

    private static Run run(Way way, boolean unprivileged, Topology topology) {
        SimulatedNetwork network = SimulatedNetwork.of(topology, SEED);
        try (PathTracer tracer = PathTracer.builder()
                .transport(unprivileged ? network.unprivileged() : network)
                .build()) {
            Object findings = way.operation().apply(tracer);
            ProbeCounters counters = tracer.counters();
            assertThat(counters.duplicates()).isZero();
            return new Run(
                    findings,
                    counters.rejected().values().stream()
                            .mapToLong(count -> count)
                            .sum(),
                    counters.rejected(RejectionReason.NOT_AWAITED));
        }
    }
}
