// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.FlowMethod;
import org.pathtracer.Protocol;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.HeaderChange;
import org.pathtracer.probe.HeaderField;
import org.pathtracer.probe.ProbeOutcome.EchoReply;
import org.pathtracer.probe.ProbeOutcome.IcmpError;
import org.pathtracer.probe.ProbeOutcome.TimeExceeded;
import org.pathtracer.testkit.PacketNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.check.Checks;
import org.pathtracer.testkit.simulation.Packet;
import org.pathtracer.testkit.simulation.TcpFlags;
import org.pathtracer.testkit.topology.NodeBuilder;
import org.pathtracer.testkit.topology.Translation;
import org.pathtracer.testkit.topology.Translation.Quotes;
import org.pathtracer.testkit.topology.Translation.Rewrite;
import org.pathtracer.testkit.wire.Bytes;
import org.pathtracer.testkit.wire.Checksum;

/** Address translators: what quotes show of them, and that answers find back. The second router translates. */
class TranslationTest {
    private static Topology network(Set<Rewrite> rewrites, Quotes quotes) {
        return Topology.builder()
                .source("client")
                .router("r1")
                .router("r2", node -> node.translates(new Translation(rewrites, quotes)))
                .router("r3")
                .destination("server", node -> node.udpOpen(53))
                .path(List.of("client", "r1", "r2", "r3", "server"), link -> link.delay(Duration.ofMillis(5)))
                .build();
    }

    private static Set<HeaderField> changes(TraceResult result, int ttl) {
        Set<HeaderField> fields = EnumSet.noneOf(HeaderField.class);
        ((IcmpError) Traces.outcomes(result, ttl).get(0))
                .quoted().changes().stream().map(HeaderChange::field).forEach(fields::add);
        return fields;
    }

    private static TraceResult udp(Topology topology) {
        return Traces.trace(topology, 1, "10.0.0.4", request -> request.protocol(Protocol.UDP));
    }

    @Test
    void sourceAndPorts_quotedByThoseBehindUnlessRestored() {
        Set<Rewrite> both = EnumSet.of(Rewrite.SOURCE, Rewrite.PORTS);
        TraceResult left = udp(network(both, Quotes.LEFT));
        assertThat(changes(left, 2)).isEmpty();
        assertThat(changes(left, 3))
                .containsExactlyInAnyOrder(HeaderField.SOURCE_ADDRESS, HeaderField.SOURCE_PORT, HeaderField.CHECKSUM);
        assertThat(changes(udp(network(both, Quotes.CHECKSUM_LEFT)), 3)).containsExactly(HeaderField.CHECKSUM);
        assertThat(changes(udp(network(both, Quotes.RESTORED)), 3)).isEmpty();
        assertThat(left.reached()).isTrue();
    }

    @Test
    void checksumAlone_quotedByThoseBehind() {
        TraceResult result = udp(network(EnumSet.of(Rewrite.CHECKSUM), Quotes.LEFT));
        assertThat(changes(result, 3)).containsExactly(HeaderField.CHECKSUM);
    }

    @Test
    void identification_seenByDublin() {
        TraceResult result = Traces.trace(
                network(EnumSet.of(Rewrite.IDENTIFICATION), Quotes.RESTORED),
                1,
                "10.0.0.4",
                request -> request.protocol(Protocol.UDP).flowMethod(FlowMethod.DUBLIN));
        assertThat(changes(result, 2)).isEmpty();
        assertThat(changes(result, 3)).containsExactly(HeaderField.IDENTIFICATION);
    }

    @Test
    void twoTranslators_answersFindBackThroughBoth() {
        Topology topology = Topology.builder()
                .source("client")
                .router("r1", NodeBuilder::translates)
                .router("r2", NodeBuilder::translates)
                .destination("server")
                .path(List.of("client", "r1", "r2", "server"), link -> {})
                .build();
        assertThat(Traces.names(topology, Traces.trace(topology, "10.0.0.3"))).containsExactly("r1", "r2", "server");
    }

    @Test
    void wayBackBesideTheTranslator_answerIsLost() {
        Topology topology = Topology.builder()
                .source("client")
                .router("r1")
                .router("r2", NodeBuilder::translates)
                .router("side")
                .destination("server")
                .path(List.of("client", "r1", "r2", "server"), link -> {})
                .path(List.of("r1", "side"), link -> {})
                .link("side", "server")
                .route("r1", "r2")
                .returnPath("server", "side", "r1", "client")
                .build();
        TraceResult result = Traces.trace(topology, 1, "10.0.0.4", request -> request.maxHops(3));
        assertThat(Traces.names(topology, result)).containsExactly("r1", "r2", "-");
    }

    private static Topology redirected() {
        return Topology.builder()
                .source("client")
                .router("r1")
                .router(
                        "gateway",
                        node -> node.address("203.0.113.1")
                                .address("2001:db8::1")
                                .redirectsTo("server"))
                .router("inner")
                .destination(
                        "server",
                        node -> node.address("192.168.0.2").address("fd00:1::2").tcpOpen(80))
                .path(List.of("client", "r1", "gateway", "inner", "server"), link -> link.delay(Duration.ofMillis(5)))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.1", "2001:db8::1"})
    void redirection_timeExceededFromTheTargetItselfThenItsAnswer(String target) {
        TraceResult result = Traces.trace(redirected(), 1, target, request -> {});
        assertThat(result.hops()).hasSize(4);
        assertThat(Traces.first(result, 2, TimeExceeded.class).reception().address())
                .isEqualTo(Checks.address(target));
        assertThat(Traces.first(result, 3, TimeExceeded.class).quoted().changes())
                .isEmpty();
        assertThat(Traces.first(result, 4, EchoReply.class).reception().address())
                .isEqualTo(Checks.address(target));
        assertThat(result.hops().get(3).rtt()).contains(Duration.ofMillis(40));
    }

    @Test
    void redirection_connectionOfAKernelAsWell() {
        PacketNetwork network = PacketNetwork.of(redirected(), 1);
        byte[] syn = new SourcePackets(false, "203.0.113.1", 64).segment(80, TcpFlags.SYN, 7, 0, 0);
        network.inject(ByteBuffer.wrap(syn), 0);
        byte[] answer = network.poll(network.nextAt()).orElseThrow();
        assertThat(Bytes.u8(answer, 33)).isEqualTo(TcpFlags.SYN | TcpFlags.ACK);
        assertThat(Arrays.copyOfRange(answer, 12, 16)).isEqualTo(Arrays.copyOfRange(syn, 16, 20));
        assertThat(Checksum.transportHolds(answer, 20, 24, Packet.TCP)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Quotes.class)
    void packets_quotedChecksumFitsTheQuotedPacketAndAnswersGoToTheSource(Quotes quotes) {
        Topology topology = network(EnumSet.of(Rewrite.SOURCE, Rewrite.PORTS), quotes);
        for (boolean v6 : new boolean[] {false, true}) {
            SourcePackets packets = new SourcePackets(v6, v6 ? "fd00::4" : "10.0.0.4", 3);
            PacketNetwork network = PacketNetwork.of(topology, 1);
            network.inject(ByteBuffer.wrap(packets.datagram(33_434, 31)), 0);
            byte[] error = network.poll(network.nextAt()).orElseThrow();
            int offset = packets.offset();
            byte[] quote = Arrays.copyOfRange(error, offset + 8, error.length);
            byte[] source = Arrays.copyOfRange(quote, v6 ? 8 : 12, v6 ? 24 : 16);
            byte[] own = SourcePackets.source(v6).getAddress();
            assertThat(Arrays.equals(source, own)).isEqualTo(quotes != Quotes.LEFT);
            assertThat(Checksum.transportHolds(quote, offset, 39, Packet.UDP))
                    .isEqualTo(quotes != Quotes.CHECKSUM_LEFT);
            assertThat(Arrays.copyOfRange(error, v6 ? 24 : 16, offset)).isEqualTo(own);
            network.inject(ByteBuffer.wrap(new SourcePackets(v6, packets.destination(), 9).datagram(53, 31)), 0);
            byte[] reply = network.poll(network.nextAt()).orElseThrow();
            assertThat(Bytes.u16(reply, offset + 2)).isEqualTo(SourcePackets.PORT);
            network.inject(ByteBuffer.wrap(new SourcePackets(v6, packets.destination(), 9).echo(1, 31)), 0);
            byte[] echo = network.poll(network.nextAt()).orElseThrow();
            assertThat(Bytes.u16(echo, offset + 4)).isEqualTo(SourcePackets.IDENTIFIER);
        }
    }
}
