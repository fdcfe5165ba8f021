// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import org.pathtracer.AddressFamily;
import org.pathtracer.core.packet.IcmpDecoder;

/** ICMP and ICMPv6 messages, with what they quote and what is appended. */
class IcmpFuzz {
    @FuzzTest
    void icmp(byte[] packet) {
        IcmpDecoder.decode(AddressFamily.IPV4, ByteBuffer.wrap(packet), 0, packet.length);
    }

    @FuzzTest
    void icmpv6(byte[] packet) {
        IcmpDecoder.decode(AddressFamily.IPV6, ByteBuffer.wrap(packet), 0, packet.length);
    }
}
