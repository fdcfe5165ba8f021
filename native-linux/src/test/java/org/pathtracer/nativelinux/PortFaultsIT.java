// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.nativelinux.Traces.addresses;
import static org.pathtracer.nativelinux.Traces.outcomes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.probe.ProbeOutcome;

/** What goes wrong on this host with UDP and TCP probes: an outcome of the probe it happens to. */
@InLab(tools = {"nft", "prlimit"})
@SameForAllUsers
class PortFaultsIT {
    private static final AdaptiveTimeout NEVER_EARLY = new AdaptiveTimeout(false, 1, 1, Duration.ofMillis(1));

    static Stream<Arguments> everyProtocol() {
        return PortsIT.everyProtocol();
    }

    private static TraceRequest.Builder request(Lab lab, Transport transport, Protocol protocol, Family family) {
        return Traces.to(lab, family, transport).protocol(protocol).rateLimit(0);
    }

    @ParameterizedTest
    @MethodSource("everyProtocol")
    void firewalledProbes_failAlone(Transport transport, Protocol protocol, Family family) {
        try (Lab lab = Lab.chain(4).open();
                PathTracer tracer = transport.open()) {
            String ttl = family == Family.V4 ? "ip ttl 3" : "ip6 hoplimit 3";
            lab.nft(
                    Lab.CLIENT,
                    "add table inet fw\nadd chain inet fw out { type filter hook output priority 0; }\n"
                            + "add rule inet fw out " + ttl + " drop");
            TraceResult result = tracer.trace(request(lab, transport, protocol, family)
                    .timeout(Duration.ofMillis(300))
                    .build());
            // The kernel does not tell what became of its own connections' packets.
            boolean told = protocol == Protocol.UDP || transport == Transport.RAW_EPOLL;
            Class<? extends ProbeOutcome> fate = told ? ProbeOutcome.SendFailed.class : ProbeOutcome.Timeout.class;
            assertThat(result.hops().get(2).probes())
                    .hasSize(3)
                    .allSatisfy(probe -> assertThat(probe.outcome()).isInstanceOf(fate));
            for (int other : new int[] {0, 1, 3, 4}) {
                assertThat(result.hops().get(other).received()).isEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyProtocol")
    void noRoute_isToldWithAdvice(Transport transport, Protocol protocol, Family family) {
        try (Lab lab = Lab.chain(1).open();
                PathTracer tracer = transport.open()) {
            String ip = family == Family.V4 ? "-4" : "-6";
            String target = lab.target(family).getHostAddress();
            lab.exec(Lab.CLIENT, "ip", ip, "route", "add", "unreachable", target)
                    .expectSuccess();
            TraceResult result =
                    tracer.trace(request(lab, transport, protocol, family).build());
            lab.exec(Lab.CLIENT, "ip", ip, "route", "del", "unreachable", target)
                    .expectSuccess();
            assertThat(outcomes(result))
                    .isNotEmpty()
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(ProbeOutcome.SendFailed.class, failure -> {
                                assertThat(failure.errorName()).isIn("EHOSTUNREACH", "ENETUNREACH");
                                assertThat(failure.advice()).contains("ip route get");
                            }));
            TraceResult after =
                    tracer.trace(request(lab, transport, protocol, family).build());
            assertThat(addresses(after)).isEqualTo(lab.hops(family));
        }
    }

    /** An operation that waits for half of the timeout while another has the flow is told so, and how to avoid it. */
    @ParameterizedTest
    @EnumSource
    void connectionInTheWay_isToldWithAdvice(Family family) throws Exception {
        Transport transport = Transport.DATAGRAM_EPOLL;
        try (Lab lab = Lab.chain(2).silent(1).open();
                PathTracer tracer = transport.open()) {
            TraceRequest.Builder request = request(lab, transport, Protocol.TCP, family)
                    .maxHops(1)
                    .queries(1)
                    .adaptiveTimeout(NEVER_EARLY);
            CompletableFuture<TraceResult> slow = tracer.start(
                            request.timeout(Duration.ofSeconds(2)).build())
                    .result()
                    .toCompletableFuture();
            TraceResult hurried =
                    tracer.trace(request.timeout(Duration.ofMillis(200)).build());
            assertThat(outcomes(hurried))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            ProbeOutcome.SendFailed.class,
                            failure -> assertThat(failure.advice()).contains("same flow"));
            assertThat(outcomes(slow.get())).singleElement().isInstanceOf(ProbeOutcome.Timeout.class);
        }
    }

    /** A connection needs a descriptor, and this process has only so many. */
    @ParameterizedTest
    @EnumSource
    void descriptorsUsedUp_isToldWithAdvice(Family family) throws Exception {
        Transport transport = Transport.DATAGRAM_EPOLL;
        try (Lab lab = Lab.chain(1).silent(1).open();
                PathTracer tracer = transport.open()) {
            String self = Long.toString(ProcessHandle.current().pid());
            String before = lab.exec(Lab.CLIENT, "prlimit", "--pid", self, "--nofile", "-o", "SOFT", "--noheadings")
                    .expectSuccess()
                    .stdout()
                    .strip();
            limit(lab, self, Long.toString(descriptors() + 60));
            List<CompletableFuture<TraceResult>> running = new ArrayList<>();
            try {
                for (int flow = 0; flow < 60; flow++) {
                    running.add(tracer.start(request(lab, transport, Protocol.TCP, family)
                                    .flow(flow)
                                    .maxHops(1)
                                    .queries(1)
                                    .build())
                            .result()
                            .toCompletableFuture());
                }
                List<ProbeOutcome> outcomes = new ArrayList<>();
                for (CompletableFuture<TraceResult> result : running) {
                    outcomes.addAll(outcomes(result.get()));
                }
                assertThat(outcomes)
                        .hasSize(60)
                        .filteredOn(ProbeOutcome.SendFailed.class::isInstance)
                        .isNotEmpty()
                        .allSatisfy(outcome -> {
                            ProbeOutcome.SendFailed failure = (ProbeOutcome.SendFailed) outcome;
                            assertThat(failure.errorName()).isEqualTo("EMFILE");
                            assertThat(failure.advice()).contains("ulimit -n");
                        });
                assertThat(outcomes).anyMatch(ProbeOutcome.Timeout.class::isInstance);
            } finally {
                // The connections are closed by now, so there is room for a command.
                limit(lab, self, before);
            }
        }
    }

    private static void limit(Lab lab, String process, String descriptors) {
        lab.exec(Lab.CLIENT, "prlimit", "--pid", process, "--nofile=" + descriptors + ":")
                .expectSuccess();
    }

    private static long descriptors() throws Exception {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
