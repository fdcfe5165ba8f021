// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pathtracer.AddressFamily;

/**
 * ICMP messages of any bytes and any length. More of them, and a replay:
 *
 * <pre>
 * mvn -o test -pl bom,api,core -Dtest=*FuzzTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -DargLine=-Dpathtracer.fuzz.packets=10000000
 * mvn -o test -pl bom,api,core -Dtest=IcmpDecoderFuzzTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -DargLine=-Dpathtracer.fuzz.seed=SEED
 * </pre>
 */
class IcmpDecoderFuzzTest {
    private static final int PACKETS = 2_200_000;

    private final Fuzzer fuzzer = new Fuzzer(
            IcmpDecoderFuzzTest::decode,
            Packets.of("0b00 1111 0000 0000", Packets.QUOTED, Packets.ECHO),
            Packets.of("0304 1111 0000 05d4", Packets.QUOTED_WITH_OPTIONS, Packets.ECHO),
            Packets.of("0000 2222 1234 5678 aaaa 0102030405060708 1011"),
            Packets.of("0300 1111 0000 0000", Packets.QUOTED_V6, Packets.ECHO_V6),
            Packets.of("0200 1111 0000 0500", Packets.QUOTED_V6, Packets.ECHO_V6),
            Packets.of("8100 2222 1234 5678 aaaa 0102030405060708 1011"),
            Packets.of(Packets.QUOTED_WITH_OPTIONS, "0b00 1111 0000 0000", Packets.QUOTED, Packets.ECHO),
            Packets.of("0b00 1111 0000 0000", Packets.QUOTED_UDP, Packets.UDP),
            Packets.of("0303 1111 0000 0000", Packets.QUOTED_TCP, Packets.TCP),
            Packets.of("0300 1111 0000 0000", Packets.QUOTED_V6_UDP, Packets.UDP),
            Packets.of("0104 1111 0000 0000", Packets.QUOTED_V6_FRAGMENT, Packets.UDP),
            Packets.timeExceededWithLabels());

    @Test
    void anyBytes_giveAResultOrNothing() {
        fuzzer.run(PACKETS);
    }

    @Test
    void everyPrefixOfEverySample_givesAResultOrNothing() {
        fuzzer.runPrefixes();
    }

    private record Results(Object v4, Object v6, Object request, Object reply, Object header) {}

    private static Object decode(ByteBuffer packet, int offset, int length) {
        Optional<IcmpMessage> v4 = IcmpDecoder.decode(AddressFamily.IPV4, packet, offset, length);
        Optional<IcmpMessage> v6 = IcmpDecoder.decode(AddressFamily.IPV6, packet, offset, length);
        v4.ifPresent(IcmpDecoderFuzzTest::checkRanges);
        v6.ifPresent(IcmpDecoderFuzzTest::checkRanges);
        IcmpDecoder.checksumHolds(packet, offset, length);
        Results results = new Results(
                v4,
                v6,
                IcmpDecoder.echoRequest(AddressFamily.IPV4, packet, offset, length),
                IcmpDecoder.echoReply(AddressFamily.IPV4, packet, offset, length),
                IcmpDecoder.ipv4HeaderLength(packet, offset, length));
        return v4.isPresent() || v6.isPresent() ? results : Fuzzer.NOTHING;
    }

    private static void checkRanges(IcmpMessage message) {
        boolean holds = inRange(message.probe())
                && message.nextMtu().orElse(1) > 0
                && message.extensions().objects().size() <= 64
                && message.quoted().stream().allMatch(IcmpDecoderFuzzTest::inRange);
        if (!holds) {
            throw new AssertionError(message);
        }
    }

    private static boolean inRange(ProbeHeader probe) {
        if (probe instanceof EchoHeader echo) {
            return (echo.sequence() | echo.identifier() | echo.checksum()) >>> 16 == 0 && tagInRange(echo.tagBits());
        } else if (probe instanceof UdpHeader udp) {
            return (udp.sourcePort() | udp.destinationPort() | udp.checksum().orElse(0) | udp.length()) >>> 16 == 0
                    && udp.mark().id().orElse(0) >>> 16 == 0
                    && tagInRange(udp.mark().tagBits());
        }
        TcpHeader tcp = (TcpHeader) probe;
        return (tcp.sourcePort() | tcp.destinationPort() | tcp.checksum().orElse(0)) >>> 16 == 0;
    }

    private static boolean tagInRange(int bits) {
        return bits >= 0 && bits <= 64;
    }

    private static boolean inRange(QuotedHeader header) {
        return header.ttl() >>> 8 == 0
                && header.trafficClass() >>> 8 == 0
                && header.length() >= 0
                && header.flowLabel().orElse(0) >>> 20 == 0
                && header.identification().orElse(0) >>> 16 == 0;
    }
}
