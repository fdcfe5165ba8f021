// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.Protocol;
import org.pathtracer.RateLimit;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.engine.Operation;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.engine.Settings;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.core.scripted.UnevenReader;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.ReplyKind;

/** What arrived, and when, decides; in which order and how late sockets are read does not. */
class ReadingOrderTest {
    private static final long SEED = Long.getLong("pathtracer.seed", 1);
    private static final long MILLI = 1_000_000;
    private static final int NETWORKS = 40;
    /** Of three protocols and so many networks: 10,080 in all. */
    private static final int READINGS = 84;

    private static final int MOST_HOPS = 12;

    /** All probes leave together, so that the packets are the same however answers are read. */
    private static int hops(Protocol protocol) {
        return protocol == Protocol.UDP ? MOST_HOPS / 2 : MOST_HOPS;
    }

    private static ReplyKind arrival(Protocol protocol) {
        return switch (protocol) {
            case ICMP -> ReplyKind.ECHO_REPLY;
            case UDP -> ReplyKind.UDP_REPLY;
            case TCP -> ReplyKind.TCP_SYN_ACK;
        };
    }

    /** Hops with any delay: some silent, some beyond what the adaptive rule waits for, some beyond the timeout. */
    private static Script network(Random random, Protocol protocol) {
        Map<Integer, List<Arrival>> answers = new HashMap<>();
        int length = 3 + random.nextInt(8);
        for (int ttl = 1; ttl <= MOST_HOPS; ttl++) {
            InetAddress from = ttl < length ? ScriptedPath.router(ttl) : ScriptedPath.TARGET;
            ReplyKind kind = ttl < length ? ReplyKind.TIME_EXCEEDED : arrival(protocol);
            int copies = random.nextInt(10) == 0 ? 2 : 1;
            List<Arrival> told = new ArrayList<>();
            for (int copy = 0; copy < copies && random.nextInt(10) > 0; copy++) {
                told.add(new Arrival(delay(random), kind, from, 0, 0));
            }
            answers.put(ttl, told);
        }
        return (probe, number) -> answers.get(probe.ttl());
    }

    private static long delay(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextLong(1500 * MILLI);
            case 1 -> random.nextLong(150 * MILLI);
            default -> MILLI + random.nextLong(20 * MILLI);
        };
    }

    private static TraceStrategy.Findings trace(Script script, Protocol protocol, long seed, boolean even) {
        TraceRequest request = TraceRequest.to("t")
                .protocol(protocol)
                .queries(1)
                .maxHops(hops(protocol))
                .rateLimit(0)
                .build();
        // What routers say comes by two sockets, what the target says by a third.
        UnevenReader network = new UnevenReader(
                script, 3, reply -> reply.kind() == ReplyKind.TIME_EXCEEDED ? reply.id() % 2 : 2, seed, even);
        ProbeEngine engine = new ProbeEngine(network, RateLimit.NONE);
        ProbeProfile profile = new ProbeProfile(
                protocol,
                ScriptedPath.TARGET,
                request.probe().destinationPort(),
                0,
                request.probe().flowMethod(),
                OptionalInt.empty(),
                60,
                0,
                false,
                0,
                Optional.empty());
        Operation<TraceStrategy.Findings> operation = new Operation<>(
                new TraceStrategy(request, Settings.of(profile), event -> {}),
                ScriptedPath.TARGET,
                request.probe(),
                request.timeout().toNanos(),
                Long.MAX_VALUE);
        engine.start(operation);
        network.run();
        return operation.future().join();
    }

    @ParameterizedTest
    @EnumSource
    void samePackets_giveTheSameResultHoweverTheyAreRead(Protocol protocol) {
        Random random = new Random(SEED);
        for (int i = 0; i < NETWORKS; i++) {
            Script script = network(random, protocol);
            TraceStrategy.Findings expected = trace(script, protocol, 0, true);
            for (int reading = 0; reading < READINGS; reading++) {
                long seed = random.nextLong();
                assertThat(trace(script, protocol, seed, false))
                        .as("-Dpathtracer.seed=%d, network %d, reading %d (%d)", SEED, i, reading, seed)
                        .isEqualTo(expected);
            }
        }
    }

    /** Row 1 of the outside tests: the target's answer is read first, after a stop, while routers' answers wait. */
    @Test
    void targetsAnswerReadFirst_givesNoRouterUp() {
        Script chain = (probe, number) -> List.of(
                probe.ttl() < 5
                        ? Arrival.exceeded(probe.ttl() * MILLI, ScriptedPath.router(probe.ttl()))
                        : new Arrival(5 * MILLI, ReplyKind.TCP_SYN_ACK, ScriptedPath.TARGET, 0, 0));
        for (long seed = 0; seed < 100; seed++) {
            assertThat(trace(chain, Protocol.TCP, seed, false).hops())
                    .as("seed %d", seed)
                    .hasSize(5)
                    .allMatch(hop -> hop.received() == 1);
        }
    }
}
