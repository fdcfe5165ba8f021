// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.IcmpExtension.InterfaceInformation;
import org.pathtracer.probe.IcmpExtension.InterfaceRole;
import org.pathtracer.probe.IcmpExtension.MplsLabelStack;
import org.pathtracer.probe.IcmpExtension.Unknown;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.MplsLabel;

/** Golden extension structures. */
class ExtensionDecoderTest {
    private static final String STACK = "000c 0101 186a0140 ffff3f02";
    private static final MplsLabelStack LABELS =
            new MplsLabelStack(List.of(new MplsLabel(100_000, 0, true, 64), new MplsLabel(0xffff3, 7, true, 2)));

    @Test
    void labels_areReadOutermostFirst() {
        assertThat(read("2000 8646", STACK)).isEqualTo(intact(LABELS));
    }

    @Test
    void checksumOfZero_isNotComputed() {
        assertThat(read("2000 0000", STACK)).isEqualTo(intact(LABELS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000 8647", "1000 8646", "3000 8646", "2000 8646 00"})
    void wrongVersionOrChecksum_isDamage(String header) {
        assertThat(read(header, STACK)).isEqualTo(new IcmpExtensions(List.of(), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0003 0101", "0000 0101", "0009 0101 00000000", "ffff 0101", "00", "0004 01"})
    void objectWithWrongLength_isDamageBehindTheGoodOnes(String object) {
        assertThat(read("2000 0000", STACK, object)).isEqualTo(new IcmpExtensions(List.of(LABELS), true));
    }

    @Test
    void unknownObjects_keepTheirBytes() {
        assertThat(read("2000 0000", "0008 6305 deadbeef", STACK, "0004 0102", "0006 0101 0001", "0004 0101"))
                .isEqualTo(intact(
                        new Unknown(0x63, 5, "deadbeef"),
                        LABELS,
                        new Unknown(1, 2, ""),
                        new Unknown(1, 1, "0001"),
                        new Unknown(1, 1, "")));
    }

    @Test
    void objectsAndLabels_areBounded() {
        IcmpExtensions many = read("2000 0000", "0004 6301".repeat(65));
        assertThat(many.objects()).hasSize(64);
        assertThat(many.damaged()).isTrue();
        assertThat(read("2000 0000", "0104 0101", "00001140".repeat(64)).objects())
                .singleElement()
                .isInstanceOfSatisfying(
                        MplsLabelStack.class,
                        stack -> assertThat(stack.labels()).hasSize(64));
        assertThat(read("2000 0000", "0108 0101", "00001140".repeat(65)).objects())
                .singleElement()
                .isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @EnumSource
    void interface_isReadInEachRole(InterfaceRole role) throws UnknownHostException {
        String type = "%02x".formatted(role.ordinal() << 6 | 0x0f);
        String name = "10 65746865726e65742d312f302f3100";
        assertThat(read("2000 0000 0024 02" + type, "80000007", "00010000 c0000201", name, "000005dc"))
                .isEqualTo(intact(new InterfaceInformation(
                        role,
                        OptionalLong.of(0x8000_0007L),
                        Optional.of(InetAddress.getByName("192.0.2.1")),
                        Optional.of("ethernet-1/0/1"),
                        OptionalLong.of(1500))));
    }

    @Test
    void partsOfAnInterface_areOptional() throws UnknownHostException {
        assertThat(read("2000 0000", "0018 0204 00020000 20010db8000000000000000000000009"))
                .isEqualTo(intact(information(OptionalLong.empty(), "2001:db8::9", null)));
        assertThat(read("2000 0000", "000c 0202 08 65746830 000000"))
                .isEqualTo(intact(information(OptionalLong.empty(), null, "eth0")));
        assertThat(read("2000 0000", "0008 0208 00000002"))
                .isEqualTo(intact(information(OptionalLong.of(2), null, null)));
        assertThat(read("2000 0000", "0004 0200")).isEqualTo(intact(information(OptionalLong.empty(), null, null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0008 0200 00000000", // more than the type says
                "0004 0208", // less
                "0006 0208 0000",
                "000c 0204 00030000 c0000201", // neither IPv4 nor IPv6
                "000c 0204 00020000 c0000201", // IPv6 of 4 bytes
                "000a 0202 06 6574683030", // name's length is no multiple of 4
                "0008 0202 00 000000",
                "0008 0202 08 657468", // name beyond the object
                "0004 0202"
            })
    void interfaceThatBreaksItsRules_isUnknown(String object) {
        assertThat(read("2000 0000", object).objects()).singleElement().isInstanceOf(Unknown.class);
    }

    @Test
    void longestName_has63Bytes() {
        assertThat(read("2000 0000", "0044 0202 40" + "61".repeat(63)).objects())
                .containsExactly(information(OptionalLong.empty(), null, "a".repeat(63)));
        assertThat(read("2000 0000", "0048 0202 44" + "61".repeat(67)).objects())
                .singleElement()
                .isInstanceOf(Unknown.class);
        assertThat(read("2000 0000", "0008 0202 04 c3a900").objects())
                .containsExactly(information(OptionalLong.empty(), null, "é"));
    }

    @Test
    void announcedStructure_isFoundBehindTheQuote() {
        IcmpMessage message = decode(AddressFamily.IPV4, Packets.timeExceededWithLabels());
        assertThat(message.extensions()).isEqualTo(intact(LABELS));
        assertThat(((EchoHeader) message.probe()).tagBits()).isEqualTo(64);
        String v6 = "0300 1111 1000 0000" + Packets.QUOTED_V6 + Packets.ECHO_V6 + "00".repeat(128 - 60);
        assertThat(decode(AddressFamily.IPV6, Packets.of(v6, "2000 0000", STACK))
                        .extensions())
                .isEqualTo(intact(LABELS));
    }

    @Test
    void unannouncedStructure_isBelievedByItsChecksum() {
        String quote = "0b00 1111 0000 0000" + Packets.QUOTED + Packets.ECHO + "00".repeat(128 - 40);
        assertThat(extensions(quote, "2000 8646", STACK)).isEqualTo(intact(LABELS));
        assertThat(extensions(quote, "2000 8645", STACK)).isEqualTo(IcmpExtensions.NONE);
        assertThat(extensions(quote, "2000 0000", STACK)).isEqualTo(IcmpExtensions.NONE);
        assertThat(extensions(quote, "1000 9646", STACK)).isEqualTo(IcmpExtensions.NONE);
        assertThat(extensions(quote)).isEqualTo(IcmpExtensions.NONE);
    }

    @Test
    void damagedStructure_leavesTheAnswerItself() {
        String quote = "0b00 1111 0020 0000" + Packets.QUOTED + Packets.ECHO + "00".repeat(128 - 40);
        assertThat(extensions(quote, "2000 1234", STACK)).isEqualTo(new IcmpExtensions(List.of(), true));
        assertThat(extensions(quote, "20")).isEqualTo(new IcmpExtensions(List.of(), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1f", "21", "ff", "20"})
    void lengthThatFitsNoStructure_meansNone(String words) {
        String quote = "0b00 1111 00" + words + " 0000" + Packets.QUOTED + Packets.ECHO + "00".repeat(128 - 40);
        assertThat(extensions(quote)).isEqualTo(IcmpExtensions.NONE);
    }

    @Test
    void packetTooBigOfIpv6_hasNoLengthField() {
        String quote = "0200 1111 2000 0500" + Packets.QUOTED_V6 + Packets.ECHO_V6 + "00".repeat(128 - 60 + 200);
        assertThat(decode(AddressFamily.IPV6, Packets.of(quote)).extensions()).isEqualTo(IcmpExtensions.NONE);
    }

    private static InterfaceInformation information(OptionalLong index, String address, String name) {
        try {
            return new InterfaceInformation(
                    InterfaceRole.INCOMING,
                    index,
                    address == null ? Optional.empty() : Optional.of(InetAddress.getByName(address)),
                    Optional.ofNullable(name),
                    OptionalLong.empty());
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static IcmpExtensions intact(IcmpExtension... objects) {
        return new IcmpExtensions(List.of(objects), false);
    }

    private static IcmpExtensions read(String... hex) {
        ByteBuffer structure = Packets.of(hex);
        return ExtensionDecoder.announced(structure, 0, structure.limit());
    }

    private static IcmpExtensions extensions(String... hex) {
        return decode(AddressFamily.IPV4, Packets.of(hex)).extensions();
    }

    private static IcmpMessage decode(AddressFamily family, ByteBuffer packet) {
        return IcmpDecoder.decode(family, packet, 0, packet.limit()).orElseThrow();
    }
}
