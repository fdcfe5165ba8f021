// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.spi.Support;

/** Real probes, in the Windows JVM. */
class ProbesOnWindows {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static Probe probe(int id, int ttl, InetAddress target) {
        return Probes.echo(id, ttl, target, 60, TIMEOUT);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void trace_findsEveryHop(Family family) {
        try (PathTracer tracer =
                PathTracer.builder().transport(There.provider()).build()) {
            // To list interfaces while requests are under way stops Wine 8.
            TraceResult trace =
                    tracer.trace(TraceRequest.to(There.target(family).getHostAddress())
                            .enrichment(false)
                            .build());
            assertThat(trace.hops().stream().map(hop -> hop.address().orElseThrow()))
                    .isEqualTo(There.hops(family));
            assertThat(trace.reached()).isTrue();
            assertThat(trace.hops()).allSatisfy(hop -> {
                assertThat(hop.received()).isEqualTo(3);
                assertThat(hop.rtt()).hasValueSatisfying(rtt -> assertThat(rtt).isPositive());
            });
        }
    }

    @Test
    void refusals_areToldAsWhatWindowsHasForThem() throws Exception {
        try (OpenTransport open = new OpenTransport()) {
            assertThat(open.answer(id -> probe(id, 64, There.unreachable())))
                    .satisfies(reply ->
                            assertUnreachable(reply, There.hops(Family.V4).get(0)));
            assertThat(open.answer(id -> probe(id, 64, There.prohibited())))
                    .satisfies(reply ->
                            assertUnreachable(reply, There.hops(Family.V4).get(1)));
        }
    }

    private static void assertUnreachable(Reply reply, InetAddress from) {
        assertThat(reply.kind()).isEqualTo(ReplyKind.UNREACHABLE);
        assertThat(reply.icmpType()).hasValue(3);
        assertThat(reply.from()).isEqualTo(from);
        assertThat(reply.source()).isEqualTo(TimestampSource.USER);
    }

    /** The helper of Wine takes 256. */
    @Test
    void thousandInFlight_areAllAnswered_whatSomeOthersDo() throws Exception {
        try (OpenTransport open = new OpenTransport()) {
            int silent = 300;
            open.send(IntStream.range(0, silent)
                    .mapToObj(id -> Probes.echo(id, 64, There.silent(id), 60, Duration.ofSeconds(1)))
                    .toArray(Probe[]::new));
            open.send(IntStream.range(1000, 2000)
                    .mapToObj(id -> probe(id, 64, There.target(Family.V4)))
                    .toArray(Probe[]::new));
            open.told.await(() -> open.told.answered() == 1000);
            assertThat(IntStream.range(0, silent).mapToObj(open.told::replies)).allMatch(List::isEmpty);
        }
    }

    @Test
    void closeWhilePending_waitsForTheRequests_andEndsThreads() throws Exception {
        OpenTransport open = new OpenTransport();
        open.send(IntStream.range(0, 200)
                .mapToObj(id -> Probes.echo(id, 64, There.silent(id), 60, Duration.ofSeconds(1)))
                .toArray(Probe[]::new));
        open.told.await(() -> open.told.sent() == 200);
        open.close();
        assertThat(Kept.requests()).isZero();
        assertThat(open.told.answered() + open.told.failed()).isZero();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("pathtracer-"));
    }

    @Test
    void largePackets_areEchoedWhole() throws Exception {
        try (OpenTransport open = new OpenTransport()) {
            int size = ThreadLocalRandom.current().nextInt(4000, 9000);
            Reply reply = open.answer(id -> Probes.echo(id, 64, There.target(Family.V4), size, TIMEOUT));
            assertThat(reply.tagBits()).isEqualTo(64);
        }
    }

    @Test
    void provider_saysWhatItCanNotDo() {
        for (AddressFamily family : List.of(AddressFamily.IPV4, AddressFamily.IPV6)) {
            assertThat(There.provider().supports(new ProbeNeed(Protocol.ICMP, family)))
                    .isInstanceOfSatisfying(
                            Support.Available.class,
                            available -> assertThat(available.limits()).hasSizeGreaterThan(3));
            for (Protocol protocol : List.of(Protocol.UDP, Protocol.TCP)) {
                assertThat(There.provider().supports(new ProbeNeed(protocol, family)))
                        .isInstanceOf(Support.Unsupported.class);
            }
        }
    }

    /** Wine has no calls for IPv6. */
    @Test
    void missingCalls_areUnsupported_withTheReason() {
        ProbeNeed need = new ProbeNeed(Protocol.ICMP, AddressFamily.IPV6);
        assertThat(new WindowsProvider().supports(need))
                .isInstanceOfSatisfying(
                        Support.Unsupported.class,
                        unsupported -> assertThat(unsupported.reason()).contains("Icmp6CreateFile"));
        assertThat(new WindowsProvider("kernel32").supports(need))
                .isInstanceOfSatisfying(
                        Support.Unsupported.class,
                        unsupported -> assertThat(unsupported.reason()).contains("ERROR_PROC_NOT_FOUND"));
        assertThat(new WindowsProvider("no-such-library").supports(need))
                .isInstanceOfSatisfying(
                        Support.Unsupported.class,
                        unsupported -> assertThat(unsupported.reason()).contains("no-such-library"));
    }
}
