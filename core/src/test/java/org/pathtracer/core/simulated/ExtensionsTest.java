// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceResult;
import org.pathtracer.core.packet.ExtensionDecoder;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.IcmpExtension.InterfaceInformation;
import org.pathtracer.probe.IcmpExtension.InterfaceRole;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.probe.ProbeOutcome.TimeExceeded;
import org.pathtracer.testkit.PacketNetwork;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.check.Checks;
import org.pathtracer.testkit.topology.Extensions;
import org.pathtracer.testkit.topology.NodeBuilder;
import org.pathtracer.testkit.wire.Bytes;
import org.pathtracer.testkit.wire.Checksum;

/** What routers append to their errors, as a transport tells it and as bytes. */
class ExtensionsTest {
    private static final IcmpExtension STACK = new IcmpExtension.MplsLabelStack(
            List.of(new MplsLabel(16_001, 0, false, 1), new MplsLabel(24, 5, true, 255)));
    private static final IcmpExtension UNKNOWN = new IcmpExtension.Unknown(247, 3, "c0ffee00");

    private static IcmpExtension interfaceOf(String address) {
        return new InterfaceInformation(
                InterfaceRole.OUTGOING,
                OptionalLong.of(7),
                Optional.of(Checks.address(address)),
                Optional.of("ge-0/0/1"),
                OptionalLong.of(9000));
    }

    private static Topology network(Consumer<NodeBuilder> options) {
        return Topology.builder()
                .source("client")
                .router("r1", node -> {
                    node.mplsLabels(new MplsLabel(16_001, 0, false, 1), new MplsLabel(24, 5, false, 255));
                    node.extension(interfaceOf("192.0.2.1")).extension(interfaceOf("2001:db8::7"));
                    options.accept(node.extension(UNKNOWN));
                })
                .destination("server")
                .path(List.of("client", "r1", "server"), link -> {})
                .build();
    }

    private static IcmpExtensions seen(SimulatedNetwork network, String target) {
        try (PathTracer tracer = PathTracer.builder().transport(network).build()) {
            TraceResult result = tracer.trace(target);
            return Traces.first(result, 1, TimeExceeded.class).extensions();
        }
    }

    private static IcmpExtensions seen(Extensions.Form form) {
        return seen(SimulatedNetwork.of(network(node -> node.extensionForm(form)), 1), "10.0.0.2");
    }

    @Test
    void standard_allObjectsOfTheFamily() {
        assertThat(seen(Extensions.Form.STANDARD))
                .isEqualTo(new IcmpExtensions(List.of(STACK, interfaceOf("192.0.2.1"), UNKNOWN), false));
        assertThat(seen(SimulatedNetwork.of(network(node -> {}), 1), "fd00::2"))
                .isEqualTo(new IcmpExtensions(List.of(STACK, interfaceOf("2001:db8::7"), UNKNOWN), false));
    }

    @Test
    void damaged_whatIsBeforeTheDamage() {
        assertThat(seen(Extensions.Form.WRONG_CHECKSUM)).isEqualTo(new IcmpExtensions(List.of(), true));
        assertThat(seen(Extensions.Form.WRONG_VERSION)).isEqualTo(new IcmpExtensions(List.of(), true));
        assertThat(seen(Extensions.Form.WRONG_LENGTH))
                .isEqualTo(new IcmpExtensions(List.of(STACK, interfaceOf("192.0.2.1")), true));
    }

    @Test
    void withoutLength_foundNevertheless() {
        SimulatedNetwork network =
                SimulatedNetwork.of(network(node -> node.extensionForm(Extensions.Form.WITHOUT_LENGTH)), 1);
        assertThat(seen(network, "10.0.0.2").objects()).hasSize(3);
        assertThat(seen(network.unprivileged(), "10.0.0.2").objects()).hasSize(3);
    }

    /** What the virtual transport tells is what the library's own reader makes of the bytes. */
    @ParameterizedTest
    @EnumSource(Extensions.Form.class)
    void bytes_readAsTold(Extensions.Form form) {
        byte[] message = message(form, false, 12);
        ByteBuffer in = ByteBuffer.wrap(message);
        int field = Bytes.u8(message, 5) * 4;
        IcmpExtensions read = field == 0
                ? ExtensionDecoder.unannounced(in, 8, message.length - 8, ExtensionDecoder.LEAST_QUOTE)
                : ExtensionDecoder.announced(in, 8 + field, message.length - 8 - field);
        assertThat(read).isEqualTo(seen(form));
    }

    private static byte[] message(Extensions.Form form, boolean v6, int data) {
        PacketNetwork network = PacketNetwork.of(network(node -> node.extensionForm(form)), 1);
        SourcePackets packets = new SourcePackets(v6, v6 ? "fd00::2" : "10.0.0.2", 1);
        network.inject(ByteBuffer.wrap(packets.datagram(33_434, data)), 0);
        byte[] packet = network.poll(0).orElseThrow();
        return Arrays.copyOfRange(packet, packets.offset(), packet.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 12, 101, 1000})
    void bytes_behindTheQuoteAtALengthThatIsTold(int data) {
        for (boolean v6 : new boolean[] {false, true}) {
            byte[] message = message(Extensions.Form.STANDARD, v6, data);
            int field = v6 ? Bytes.u8(message, 4) * 8 : Bytes.u8(message, 5) * 4;
            assertThat(field).isGreaterThanOrEqualTo(128);
            String structure = HexFormat.of().formatHex(message, 8 + field, message.length);
            String address = v6 ? "0002000020010db8000000000000000000000007" : "00010000c0000201";
            String information = v6 ? "002c028f" : "0020028f";
            assertThat(structure.substring(8))
                    .isEqualTo("000c0101" + "03e81001" + "00018bff"
                            + information + "00000007" + address + "0c67652d302f302f31000000" + "00002328"
                            + "0008f703" + "c0ffee00");
            assertThat(structure).startsWith("2000");
            assertThat(Checksum.fold(Checksum.sum(message, 8 + field, message.length - 8 - field)))
                    .isEqualTo(0xffff);
            assertThat(message.length + (v6 ? 40 : 20)).isLessThanOrEqualTo(v6 ? 1280 : 576);
        }
    }

    @ParameterizedTest
    @EnumSource(Extensions.Form.class)
    void bytes_damagedAsDescribed(Extensions.Form form) {
        byte[] message = message(form, false, 12);
        int structure = 8 + 128;
        boolean holds = Checksum.fold(Checksum.sum(message, structure, message.length - structure)) == 0xffff;
        assertThat(holds).isEqualTo(form != Extensions.Form.WRONG_CHECKSUM);
        assertThat(message[structure] >> 4).isEqualTo(form == Extensions.Form.WRONG_VERSION ? 3 : 2);
        assertThat(Bytes.u8(message, 5)).isEqualTo(form == Extensions.Form.WITHOUT_LENGTH ? 0 : 32);
        int last = Bytes.u16(message, message.length - 8);
        assertThat(last > 8).isEqualTo(form == Extensions.Form.WRONG_LENGTH);
    }
}
