// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.Protocol;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.ping.PingReply;

/** Sending as fast as it goes does not keep answers from being read. */
@InLab(tools = {"nft", "prlimit"})
@SameForAllUsers
class SweepIT {
    private static final String BLOCK = "10.98.0.0/20";
    private static final int TARGETS = 4094;
    private static final Duration DELAY = Duration.ofMillis(50);

    /** Of a refusal the kernel tells no time, so whatever keeps us from looking is in the figure. */
    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"DATAGRAM_EPOLL", "DATAGRAM_PPOLL"})
    void closedPorts_atFullSpeed_measureTheNetwork(Transport transport) {
        try (Lab lab = Lab.chain(0).delay(DELAY).open();
                PathTracer tracer = transport.open()) {
            lab.answerFor(BLOCK);
            PingResult result = tracer.ping(sweep(transport.kind, Protocol.TCP));
            List<Duration> rtts = rtts(result);
            assertThat(rtts).hasSize(TARGETS);
            assertThat(rtts.get(0)).isGreaterThanOrEqualTo(DELAY.multipliedBy(2));
            assertThat(rtts.get(TARGETS / 2)).isLessThan(DELAY.multipliedBy(4));
        }
    }

    static PingRequest sweep(String transport, Protocol protocol) {
        return PingRequest.to(BLOCK)
                .protocol(protocol)
                .transport(transport)
                .count(1)
                .interval(Duration.ZERO)
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    private static List<Duration> rtts(PingResult result) {
        return result.targets().stream()
                .map(PingSeries::replies)
                .flatMap(List::stream)
                .map(PingReply::answer)
                .map(answer -> answer.reception().rtt())
                .sorted()
                .toList();
    }

    @Test
    void openPorts_areAllFound() throws Exception {
        try (Lab lab = Lab.chain(0).delay(DELAY).open();
                PathTracer tracer = Transport.DATAGRAM_EPOLL.open();
                ServerSocket server = lab.in(Lab.TARGET, () -> new ServerSocket(80, TARGETS))) {
            lab.answerFor(BLOCK);
            PingResult result = tracer.ping(sweep("dgram", Protocol.TCP));
            List<Duration> rtts = rtts(result);
            assertThat(server.isClosed()).isFalse();
            assertThat(result.targets()).filteredOn(PingSeries::reached).hasSizeGreaterThan(TARGETS * 9 / 10);
            assertThat(rtts.get(rtts.size() / 2)).isLessThan(DELAY.multipliedBy(4));
        }
    }

    /** Thousands of connections at once, of which this process can have some hundred. */
    @Test
    void fewDescriptors_letProbesWait() {
        try (Lab lab = Lab.chain(0).delay(DELAY).open()) {
            lab.answerFor(BLOCK);
            List<String> java = List.of(
                    "prlimit",
                    "--nofile=256:256",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    FewDescriptors.class.getName());
            String printed = lab.exec(Lab.CLIENT, java).expectSuccess().stdout();
            assertThat(printed.strip()).isEqualTo("reached " + TARGETS + " failed 0");
        }
    }

    /** A program that sweeps. */
    static final class FewDescriptors {
        private FewDescriptors() {}

        public static void main(String[] arguments) {
            try (PathTracer tracer = PathTracer.create()) {
                PingResult result = tracer.ping(sweep("dgram", Protocol.TCP));
                long reached =
                        result.targets().stream().filter(PingSeries::reached).count();
                long failed = result.targets().stream()
                        .filter(series -> !series.sendFailures().isEmpty())
                        .count();
                System.out.println("reached " + reached + " failed " + failed);
            }
        }
    }
}
