// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TraceResult;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.testkit.PacketNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.simulation.TcpFlags;
import org.pathtracer.testkit.topology.NodeBuilder;

class ChangesAndForgeriesTest {
    private static TopologyBuilder twoWays() {
        return Topology.builder()
                .source("client")
                .router("r1")
                .router("old")
                .router("new")
                .destination("server")
                .path(List.of("client", "r1", "old", "server"), link -> link.delay(Duration.ofMillis(5)))
                .path(List.of("r1", "new", "server"), link -> link.delay(Duration.ofMillis(5)));
    }

    @Test
    void routeChange_otherWayFromThenOn() {
        Topology topology = twoWays()
                .route("r1", "old")
                .routeFrom(Duration.ofMillis(200), "r1", "new")
                .build();
        try (PathTracer tracer = Traces.tracer(topology, 1)) {
            List<List<String>> paths = IntStream.range(0, 3)
                    .mapToObj(i -> Traces.names(topology, tracer.trace("10.0.0.4")))
                    .toList();
            assertThat(paths.get(0)).containsExactly("r1", "old", "server");
            // After each trace virtual time runs on until nothing is left to happen, so the change has come.
            assertThat(paths.get(1)).containsExactly("r1", "new", "server");
            assertThat(paths.get(2)).containsExactly("r1", "new", "server");
        }
    }

    @Test
    void forgedReplies_rejected() {
        Topology topology =
                twoWays().route("r1", "old").attacker(3, Duration.ofMillis(1)).build();
        TraceResult result = Traces.trace(topology, "10.0.0.4");
        assertThat(Traces.names(topology, result)).containsExactly("r1", "old", "server");
        assertThat(result.hops().get(2).rtt()).contains(Duration.ofMillis(30));
    }

    @Test
    void forgedRepliesOfEveryKind_changeNothingButLosses() {
        Topology quiet = twoWays().route("r1", "old").build();
        Topology attacked = twoWays()
                .route("r1", "old")
                .attacker(5, Duration.ofMillis(1), EnumSet.allOf(ReplyKind.class))
                .build();
        for (Protocol protocol : Protocol.values()) {
            for (String target : List.of("10.0.0.4", "fd00::4")) {
                TraceResult expected = Traces.trace(quiet, 1, target, request -> request.protocol(protocol));
                assertThat(expected.reached()).isTrue();
                TraceResult result = Traces.trace(attacked, 1, target, request -> request.protocol(protocol));
                assertThat(Traces.Findings.of(result)).isEqualTo(Traces.Findings.of(expected));
            }
        }
    }

    @Test
    void resetOfAForgedConnection_isNotAnsweredByForgeries() {
        Topology topology = twoWays()
                .attacker(3, Duration.ofMillis(1), EnumSet.allOf(ReplyKind.class))
                .build();
        PacketNetwork network = PacketNetwork.of(topology, 1);
        byte[] reset = new SourcePackets(false, "10.0.0.4", 64).segment(80, TcpFlags.RST, 1000, 0, 0);
        network.inject(ByteBuffer.wrap(reset), 0);
        assertThat(network.poll(Long.MAX_VALUE / 2)).isEmpty();
    }

    @Test
    void forgedPackets_differFromTrueOnesInWhatIsRandom() {
        Topology topology = twoWays()
                .attacker(1, Duration.ofMillis(1), EnumSet.allOf(ReplyKind.class))
                .build();
        for (boolean v6 : new boolean[] {false, true}) {
            SourcePackets packets = new SourcePackets(v6, v6 ? "fd00::4" : "10.0.0.4", 64);
            PacketNetwork network = PacketNetwork.of(topology, 1);
            network.inject(ByteBuffer.wrap(packets.echo(9, 32)), 0);
            List<byte[]> answers = Stream.generate(() -> network.poll(Long.MAX_VALUE / 2))
                    .takeWhile(Optional::isPresent)
                    .map(Optional::orElseThrow)
                    .toList();
            // An echo reply and three errors; then the true one.
            assertThat(answers).hasSize(5);
            byte[] forged = answers.get(0);
            byte[] genuine = answers.get(4);
            int offset = packets.offset();
            assertThat(Arrays.copyOfRange(forged, offset + 4, offset + 8))
                    .isEqualTo(Arrays.copyOfRange(genuine, offset + 4, offset + 8));
            assertThat(Arrays.copyOfRange(forged, offset + 8, forged.length))
                    .isNotEqualTo(Arrays.copyOfRange(genuine, offset + 8, genuine.length));
        }
    }

    @Test
    @Timeout(60)
    void circleWithoutEnd_probeIsLost() {
        Topology topology = Topology.builder()
                .source("client")
                .router("r1")
                .router("r2", NodeBuilder::keepsTtl)
                .router("r3", NodeBuilder::keepsTtl)
                .destination("server")
                .path(List.of("client", "r1", "r2", "r3", "server"), link -> {})
                .route("r3", "r2")
                .build();
        assertThat(Traces.trace(topology, "10.0.0.4").stopReason()).isEqualTo(StopReason.GAP_LIMIT);
    }

    @Test
    @Timeout(60)
    void everyLinkDuplicates_copiesAreBounded() {
        Topology topology = ChaosTest.chain(link -> link.duplication(1).returnDuplication(1));
        assertThat(Traces.trace(topology, "10.0.0.8").hops().get(0).received()).isEqualTo(3);
    }

    @Test
    @Timeout(60)
    void hoursOfWaiting_takeNoTime() {
        Topology topology = twoWays()
                .router("hole", NodeBuilder::blackHole)
                .link("r1", "hole")
                .route("r1", "hole")
                .build();
        TraceResult result = Traces.trace(
                topology,
                1,
                "10.0.0.4",
                request -> request.timeout(Duration.ofHours(1)).gapLimit(0));
        assertThat(result.stopReason()).isEqualTo(StopReason.MAX_HOPS);
    }
}
