// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import static org.pathtracer.core.packet.Packets.of;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.IcmpExtensions;

/** Extension structures of any bytes and any length; for more of them see {@link IcmpDecoderFuzzTest}. */
class ExtensionDecoderFuzzTest {
    private static final int PACKETS = 500_000;

    private final Fuzzer fuzzer = new Fuzzer(
            ExtensionDecoderFuzzTest::decode,
            of("2000 0000 000c 0101 186a0140 ffff3f02"),
            of("2000 0000 0024 020f 00000007 00010000 c0000201 10 65746865726e65742d312f302f3100 000005dc"),
            of("2000 0000 001c 020c 00000007 00020000 20010db8000000000000000000000009 0008 6301 deadbeef"),
            of("2000 0000 000c 0202 08 65746830 000000 0004 0506"),
            Packets.structure(20));

    @Test
    void anyBytes_giveObjectsOrDamage() {
        fuzzer.run(PACKETS);
    }

    @Test
    void everyPrefixOfEverySample_givesObjectsOrDamage() {
        fuzzer.runPrefixes();
    }

    private record Results(IcmpExtensions announced, IcmpExtensions unannounced) {}

    private static Object decode(ByteBuffer packet, int offset, int length) {
        IcmpExtensions announced = ExtensionDecoder.announced(packet, offset, length);
        IcmpExtensions unannounced = ExtensionDecoder.unannounced(packet, offset, length, 20);
        check(announced);
        check(unannounced);
        return announced.objects().isEmpty() ? Fuzzer.NOTHING : new Results(announced, unannounced);
    }

    private static void check(IcmpExtensions extensions) {
        boolean bounded = extensions.objects().size() <= 64
                && extensions.objects().stream().allMatch(ExtensionDecoderFuzzTest::bounded);
        if (!bounded) {
            throw new AssertionError(extensions);
        }
    }

    private static boolean bounded(IcmpExtension object) {
        if (object instanceof IcmpExtension.MplsLabelStack stack) {
            return !stack.labels().isEmpty()
                    && stack.labels().size() <= 64
                    && stack.labels().stream().allMatch(label -> label.label() >>> 20 == 0 && label.ttl() >>> 8 == 0);
        } else if (object instanceof IcmpExtension.InterfaceInformation information) {
            return information.name().orElse("").length() <= 63
                    && information.ifIndex().orElse(0) >>> 32 == 0
                    && information.mtu().orElse(0) >>> 32 == 0;
        }
        return ((IcmpExtension.Unknown) object).bytes().length < 1 << 16;
    }
}
