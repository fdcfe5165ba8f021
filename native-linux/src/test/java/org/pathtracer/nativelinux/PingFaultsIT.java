// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.ping.Outage;

/** What goes wrong on this host is counted for the target it happens to, and the ping goes on. */
@InLab(tools = {"nft", "tc"})
@SameForAllUsers
class PingFaultsIT {
    private static Set<String> errors(PingSeries series) {
        return series.sendFailures().keySet().stream()
                .map(failure -> failure.errorName())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource
    void firewalledTargets_failAlone(Transport transport) {
        try (Lab lab = Block.open();
                PathTracer tracer = transport.open()) {
            lab.nft(
                    Lab.CLIENT,
                    "add table inet fw\nadd chain inet fw out { type filter hook output priority 0; }\n"
                            + "add rule inet fw out ip daddr 10.98.0.64/26 drop");
            PingResult result = tracer.ping(PingRequest.to("10.98.0.0/24")
                    .transport(transport.kind)
                    .interval(Duration.ZERO)
                    .count(4)
                    .build());
            List<PingSeries> forbidden = result.targets().stream()
                    .filter(series -> !series.sendFailures().isEmpty())
                    .toList();
            assertThat(forbidden).hasSize(64).allSatisfy(series -> {
                assertThat(errors(series)).containsExactly("EPERM");
                assertThat(series.sendFailures().values()).containsExactly(4L);
                assertThat(series.sent()).isZero();
                assertThat(series.outages()).hasSize(1);
            });
            assertThat(result.received()).isEqualTo(4 * (254 - 64));
        }
    }

    /** A full queue of the interface, on datagram sockets: some probes fail with ENOBUFS, and the rest goes on. */
    @ParameterizedTest
    @EnumSource(names = {"DATAGRAM_EPOLL", "DATAGRAM_PPOLL"})
    void fullInterfaceQueue_isCountedAsEnobufs(Transport transport) {
        try (Lab lab = Block.open();
                PathTracer tracer = transport.open()) {
            String[] slow = "tc qdisc add dev to-target root tbf rate 400kbit burst 1600 limit 1600".split(" ");
            lab.exec(Lab.CLIENT, slow).expectSuccess();
            PingResult result = tracer.ping(PingRequest.to("10.98.0.1")
                    .targets("10.98.0.2")
                    .transport(transport.kind)
                    .size(500)
                    .interval(Duration.ofMillis(1))
                    .count(200)
                    .build());
            assertThat(result.targets()).allSatisfy(series -> {
                assertThat(errors(series)).containsExactly("ENOBUFS");
                assertThat(series.received()).isPositive();
                long failed = series.sendFailures().values().stream()
                        .mapToLong(count -> count)
                        .sum();
                assertThat(series.sent() + failed).isEqualTo(200);
            });
        }
    }

    /**
     * More than the send buffer holds, over a slow link: what finds no room waits for it, without asking over and over.
     * With raw sockets the kernel says ENOBUFS instead, which is a failure to send.
     */
    @ParameterizedTest
    @EnumSource(names = {"DATAGRAM_EPOLL", "DATAGRAM_PPOLL"})
    void fullSendBuffer_isWaitedFor(Transport transport) {
        int packets = 500;
        // Slow enough for the waiting to take far longer than the sending, also on a busy machine.
        try (Lab lab = Lab.chain(0).open();
                PathTracer tracer = transport.open()) {
            String[] slow = "tc qdisc add dev to-target root tbf rate 60mbit burst 64k limit 64m".split(" ");
            lab.exec(Lab.CLIENT, slow).expectSuccess();
            long began = System.nanoTime();
            long cpu = transport.loopCpuNanos();
            PingResult result = tracer.ping(PingRequest.to(lab.target(Family.V4).getHostAddress())
                    .transport(transport.kind)
                    .size(60_000)
                    .interval(Duration.ZERO)
                    .count(packets)
                    .timeout(Duration.ofSeconds(10))
                    .build());
            assertThat(result.sent()).isEqualTo(packets);
            assertThat(result.targets().get(0).sendFailures()).isEmpty();
            assertThat(icmpCount(lab, "InEchos")).isEqualTo(packets);
            // The target's kernel leaves an answer out if half a megabyte of others has not got away yet.
            assertThat(result.received()).isEqualTo(icmpCount(lab, "OutEchoReps"));
            assertThat(transport.loopCpuNanos() - cpu).isLessThan((System.nanoTime() - began) / 2);
        }
    }

    /** What the target's kernel counted. */
    private static long icmpCount(Lab lab, String name) {
        String[] counter = {"awk", "-v", "name=" + name, """
                /^Icmp:/ && !at { for (i = 1; i <= NF; i++) if ($i == name) at = i; next }
                /^Icmp:/ { print $at }""", "/proc/net/snmp"};
        return Long.parseLong(
                lab.exec(Lab.TARGET, counter).expectSuccess().stdout().strip());
    }

    @ParameterizedTest
    @EnumSource
    void interfaceDownAndUp_isAnOutage(Transport transport) throws Exception {
        try (Lab lab = Lab.chain(1).open();
                PathTracer tracer = transport.open()) {
            Measurement<PingEvent, PingResult> ping =
                    tracer.start(PingRequest.to(lab.target(Family.V4).getHostAddress())
                            .transport(transport.kind)
                            .interval(Duration.ofMillis(5))
                            .timeout(Duration.ofMillis(500))
                            .count(0)
                            .build());
            Stages stages = new Stages();
            ping.events().subscribe(stages);
            stages.await(stages.answered);
            lab.linkDown();
            stages.await(stages.failed);
            lab.linkUp();
            stages.await(stages.ended);
            ping.cancel();
            PingResult result = ping.result().toCompletableFuture().get();
            assertThat(result.outages()).isNotEmpty();
            Outage outage = result.outages().get(0);
            assertThat(outage.probes()).isGreaterThanOrEqualTo(10);
            assertThat(outage.ended()).isTrue();
            assertThat(outage.duration()).isPositive().isLessThan(result.duration());
            assertThat(errors(result.targets().get(0))).contains("ENETUNREACH");
            assertThat(result.received()).isGreaterThan(20);
        }
    }

    /** What the run has come to. */
    private static final class Stages implements Flow.Subscriber<PingEvent> {
        final CountDownLatch answered = new CountDownLatch(20);
        final CountDownLatch failed = new CountDownLatch(10);
        final CountDownLatch ended = new CountDownLatch(1);

        void await(CountDownLatch stage) throws InterruptedException {
            assertThat(stage.await(60, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(PingEvent event) {
            if (event instanceof PingEvent.Replied) {
                answered.countDown();
            } else if (event instanceof PingEvent.NotSent) {
                failed.countDown();
            } else if (event instanceof PingEvent.OutageEnded) {
                ended.countDown();
            }
        }

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onComplete() {}
    }
}
