// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import static org.pathtracer.core.packet.Packets.of;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pathtracer.AddressFamily;

/** TCP answers, UDP payloads and IP headers of any bytes and any length; for more see {@link IcmpDecoderFuzzTest}. */
class TransportFuzzTest {
    private static final int PACKETS = 500_000;

    private final Fuzzer tcp = new Fuzzer(
            TransportFuzzTest::answer,
            of("0050 a000 11111111 01020305 6012 fc00 1234 0000 0204 05b4 0103 0307"),
            of("0050 a000 00000000 01020305 5014 0000 1234 0000"));
    private final Fuzzer udp = new Fuzzer(TransportFuzzTest::payload, of("aaaa 5678 0102030405060708 0c0d0e0f"));
    private final Fuzzer ip = new Fuzzer(
            TransportFuzzTest::header,
            of(Packets.QUOTED, Packets.ECHO),
            of(Packets.QUOTED_WITH_OPTIONS, Packets.ECHO),
            of(Packets.QUOTED_V6, Packets.ECHO_V6),
            of(Packets.QUOTED_V6_FRAGMENT, Packets.UDP));

    @Test
    void anyBytes_giveAResultOrNothing() {
        tcp.run(PACKETS);
        udp.run(PACKETS);
        ip.run(PACKETS);
    }

    @Test
    void everyPrefixOfEverySample_givesAResultOrNothing() {
        tcp.runPrefixes();
        udp.runPrefixes();
        ip.runPrefixes();
    }

    private static Object answer(ByteBuffer packet, int offset, int length) {
        return TcpAnswer.read(packet, offset, length).map(Object.class::cast).orElse(Fuzzer.NOTHING);
    }

    private static Object payload(ByteBuffer packet, int offset, int length) {
        UdpMark mark = UdpProbe.readPayload(packet, offset, length);
        return mark.id().isEmpty() ? Fuzzer.NOTHING : mark;
    }

    private static Object header(ByteBuffer packet, int offset, int length) {
        Optional<?> v4 = IpHeader.extent(AddressFamily.IPV4, packet, offset, length);
        Optional<?> v6 = IpHeader.extent(AddressFamily.IPV6, packet, offset, length);
        Optional<QuotedHeader> first = v4.map(ignored -> IpHeader.quoted(AddressFamily.IPV4, packet, offset));
        Optional<QuotedHeader> second = v6.map(ignored -> IpHeader.quoted(AddressFamily.IPV6, packet, offset));
        return v4.isEmpty() && v6.isEmpty() ? Fuzzer.NOTHING : java.util.List.of(v4, v6, first, second);
    }
}
