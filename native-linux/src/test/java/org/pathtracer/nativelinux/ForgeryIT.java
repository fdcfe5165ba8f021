// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.probe.ProbeOutcome;

/** Answers that were made up, and bytes that are no answers at all. */
@InLab(tools = "nft")
@SameForAllUsers
class ForgeryIT {
    private static final int SEQUENCES = 1 << 16;
    private static final int LOOPS = 4;
    private static final int TRACES = 300;
    /**
     * Enough of a quote to show a tag, as all current systems do; see the limits of 8-byte quotes in the documentation.
     */
    private static final int[] PAYLOADS = {3, 10, 32, 64};

    @ParameterizedTest
    @EnumSource
    void forgedAnswers_neverCount(Transport transport) throws Exception {
        try (Lab lab = Lab.chain(3).silent(2).open();
                PathTracer tracer = transport.open()) {
            new Witness(lab, Lab.router(1));
            lab.nft(Lab.router(1), "add set inet witness ids { typeof icmp id; flags dynamic; }");
            lab.nft(Lab.router(1), "add rule inet witness see icmp type echo-request add @ids { icmp id }");
            // The silent hop's probes stay in flight all the time, open to guesses.
            CompletableFuture<TraceResult> running = tracer.start(Traces.to(lab, Family.V4, transport)
                            .timeout(Duration.ofSeconds(3))
                            .adaptiveTimeout(new AdaptiveTimeout(false, 1, 1, Duration.ofMillis(1)))
                            .build())
                    .result()
                    .toCompletableFuture();
            long seed = Long.getLong("pathtracer.seed", System.nanoTime());
            List<Integer> identifiers = identifiers(lab);
            while (identifiers.isEmpty()) {
                identifiers = identifiers(lab);
            }
            List<Integer> known = identifiers;
            int sent = lab.in(Lab.router(1), () -> {
                try (Forger forger = new Forger(lab.client(Family.V4), lab.target(Family.V4), new Random(seed))) {
                    return flood(forger, known, running, new Random(seed));
                }
            });
            TraceResult result = running.get();
            assertThat(sent).isGreaterThan(1000);
            assertThat(result.stopReason()).as("seed %d", seed).isEqualTo(StopReason.DESTINATION);
            assertThat(result.hops()).hasSize(4);
            assertThat(result.hops().get(1).probes())
                    .allMatch(probe -> probe.outcome() instanceof ProbeOutcome.Timeout);
            assertThat(result.hops().get(0).received()).isEqualTo(3);
            assertThat(result.hops().get(3).received()).isEqualTo(3);
            assertThat(result.hops().stream().flatMap(hop -> hop.probes().stream()))
                    .as("seed %d", seed)
                    .allMatch(probe -> probe.duplicates() == 0);
        }
    }

    /** Each loop has an identifier of its own; the forger knows them all. */
    @ParameterizedTest
    @EnumSource
    void forgedAnswersToSeveralLoops_neverCount(Transport transport) throws Exception {
        try (Lab lab = Lab.chain(3).silent(2).open();
                PathTracer tracer = transport.open(LOOPS)) {
            assertThat(transport.loops()).isEqualTo(LOOPS);
            new Witness(lab, Lab.router(1));
            lab.nft(Lab.router(1), "add set inet witness ids { typeof icmp id; flags dynamic; }");
            lab.nft(Lab.router(1), "add rule inet witness see icmp type echo-request add @ids { icmp id }");
            TraceRequest request = Traces.to(lab, Family.V4, transport)
                    .rateLimit(0)
                    .timeout(Duration.ofSeconds(3))
                    .adaptiveTimeout(new AdaptiveTimeout(false, 1, 1, Duration.ofMillis(1)))
                    .build();
            List<CompletableFuture<TraceResult>> running = Stream.generate(() -> tracer.start(request))
                    .limit(TRACES)
                    .map(trace -> trace.result().toCompletableFuture())
                    .toList();
            CompletableFuture<?> all = CompletableFuture.allOf(running.toArray(new CompletableFuture<?>[0]));
            long seed = Long.getLong("pathtracer.seed", System.nanoTime());
            while (identifiers(lab).size() < LOOPS) {
                assertThat(all).isNotDone();
            }
            List<Integer> known = identifiers(lab);
            int sent = lab.in(Lab.router(1), () -> {
                try (Forger forger = new Forger(lab.client(Family.V4), lab.target(Family.V4), new Random(seed))) {
                    return flood(forger, known, all, new Random(seed));
                }
            });
            assertThat(sent).isGreaterThan(1000);
            for (CompletableFuture<TraceResult> trace : running) {
                List<Hop> hops = trace.get().hops();
                assertThat(hops).as("seed %d", seed).hasSize(4);
                assertThat(hops).extracting(Hop::received).containsExactly(3, 0, 3, 3);
                assertThat(hops.stream().flatMap(hop -> hop.probes().stream()))
                        .as("seed %d", seed)
                        .allMatch(probe -> probe.duplicates() == 0);
            }
        }
    }

    /**
     * The forger knows the ports, which are no secret. Raw sockets of other loops are told of all that he sends, too.
     */
    @ParameterizedTest
    @MethodSource("everyWayWithPorts")
    void forgedAnswersToPorts_neverCount(Transport transport, Protocol protocol, int loops) throws Exception {
        try (Lab lab = Lab.chain(4).silent(2).silent(3).open();
                PathTracer tracer = transport.open(loops)) {
            CompletableFuture<TraceResult> running = tracer.start(Traces.to(lab, Family.V4, transport)
                            .protocol(protocol)
                            .timeout(Duration.ofSeconds(1))
                            .adaptiveTimeout(new AdaptiveTimeout(false, 1, 1, Duration.ofMillis(1)))
                            .build())
                    .result()
                    .toCompletableFuture();
            long seed = Long.getLong("pathtracer.seed", System.nanoTime());
            int sent = lab.in(Lab.router(1), () -> {
                try (Forger forger = new Forger(lab.client(Family.V4), lab.target(Family.V4), new Random(seed))) {
                    return protocol == Protocol.UDP
                            ? floodUdp(forger, lab, running, new Random(seed))
                            : floodTcp(forger, running, new Random(seed));
                }
            });
            TraceResult result = running.get();
            assertThat(sent).isGreaterThan(1000);
            assertThat(result.stopReason()).as("seed %d", seed).isEqualTo(StopReason.DESTINATION);
            assertThat(result.hops()).as("seed %d", seed).hasSize(5);
            for (int silent : new int[] {1, 2}) {
                assertThat(result.hops().get(silent).probes())
                        .as("seed %d", seed)
                        .allMatch(probe -> probe.outcome() instanceof ProbeOutcome.Timeout);
            }
            for (int other : new int[] {0, 3, 4}) {
                assertThat(result.hops().get(other).received()).isEqualTo(3);
            }
        }
    }

    static Stream<Arguments> everyWayWithPorts() {
        return QuotingRoutersIT.everyProtocol()
                .filter(way -> way.get()[1] != Protocol.ICMP && way.get()[2] == Family.V4)
                .flatMap(way -> Stream.of(1, LOOPS).map(loops -> Arguments.of(way.get()[0], way.get()[1], loops)));
    }

    private static int floodUdp(Forger forger, Lab lab, CompletableFuture<?> until, Random random) {
        int sent = 0;
        for (; !until.isDone(); sent++) {
            // Quotes that show at least half of the tag; a reply from the right address and port shows nothing.
            int payload = 8 + random.nextInt(30);
            switch (random.nextInt(4)) {
                case 0 -> forger.udpReply(lab.target(Family.V4), 1 + random.nextInt(33_000), 61_000, payload);
                case 1 -> forger.udpReply(lab.routerAddress(2, Family.V4), 33_434, 61_000, payload);
                case 2 -> forger.udpError(11, 0, 61_000, 33_434, payload);
                default -> forger.udpError(3, random.nextInt(16), 61_000, 33_434, payload);
            }
        }
        return sent;
    }

    private static int floodTcp(Forger forger, CompletableFuture<?> until, Random random) {
        int sent = 0;
        for (; !until.isDone(); sent++) {
            switch (random.nextInt(4)) {
                case 0 -> forger.tcpAnswer(0x12, 80, 61_000);
                case 1 -> forger.tcpAnswer(0x14, 80, 61_000);
                case 2 -> forger.tcpError(11, 0, 61_000, 80);
                default -> forger.tcpError(3, random.nextInt(16), 61_000, 80);
            }
        }
        return sent;
    }

    private static int flood(Forger forger, List<Integer> identifiers, CompletableFuture<?> until, Random random) {
        int sent = 0;
        while (!until.isDone()) {
            int identifier = identifiers.get(random.nextInt(identifiers.size()));
            // The first numbers are those in use.
            int sequence = random.nextBoolean() ? random.nextInt(256) : random.nextInt(SEQUENCES);
            int payload = PAYLOADS[random.nextInt(PAYLOADS.length)];
            switch (random.nextInt(4)) {
                case 0 -> forger.echoReply(identifier, sequence, payload);
                case 1 -> forger.error(11, 0, identifier, sequence, payload);
                case 2 -> forger.error(3, random.nextInt(16), identifier, sequence, payload);
                default -> forger.garbage();
            }
            sent++;
        }
        return sent;
    }

    /** The identifiers of the probes that passed the first router, as an attacker on the path can see them. */
    private static List<Integer> identifiers(Lab lab) {
        Matcher elements = Pattern.compile("elements = \\{([^}]*)}")
                .matcher(lab.exec(Lab.router(1), "nft", "-n", "list", "set", "inet", "witness", "ids")
                        .expectSuccess()
                        .stdout());
        return !elements.find()
                ? List.of()
                : Stream.of(elements.group(1).split(","))
                        .map(element -> Integer.parseInt(element.trim()))
                        .toList();
    }
}
