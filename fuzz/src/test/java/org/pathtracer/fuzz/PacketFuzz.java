// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.pathtracer.AddressFamily;
import org.pathtracer.core.packet.ExtensionDecoder;
import org.pathtracer.core.packet.IcmpDecoder;
import org.pathtracer.core.packet.TcpAnswer;
import org.pathtracer.core.packet.UdpProbe;
import org.pathtracer.testkit.PacketNetwork;
import org.pathtracer.testkit.Topology;

/**
 * What else is read of packets: TCP and UDP answers, IP headers, extensions, and probes as a simulated network sees
 * them.
 */
class PacketFuzz {
    private static final int HOPS = 3;
    private static final Topology CHAIN = Topology.chain(HOPS, Duration.ofMillis(1));

    @FuzzTest
    void tcp(byte[] segment) {
        TcpAnswer.read(ByteBuffer.wrap(segment), 0, segment.length);
    }

    @FuzzTest
    void udp(byte[] payload) {
        UdpProbe.readPayload(ByteBuffer.wrap(payload), 0, payload.length);
    }

    @FuzzTest
    void ip(byte[] packet) {
        ByteBuffer in = ByteBuffer.wrap(packet);
        IcmpDecoder.ipv4HeaderLength(in, 0, packet.length);
        IcmpDecoder.checksumHolds(in, 0, packet.length);
        for (AddressFamily family : AddressFamily.values()) {
            IcmpDecoder.echoRequest(family, in, 0, packet.length);
            IcmpDecoder.echoReply(family, in, 0, packet.length);
        }
    }

    @FuzzTest
    void extensions(byte[] structure) {
        ByteBuffer in = ByteBuffer.wrap(structure);
        ExtensionDecoder.announced(in, 0, structure.length);
        ExtensionDecoder.unannounced(in, 0, structure.length, 0);
    }

    /** All its answers are written too. */
    @FuzzTest
    void simulated(byte[] packet) {
        PacketNetwork network = PacketNetwork.of(CHAIN, 1);
        network.inject(ByteBuffer.wrap(packet), 0);
        while (network.poll(Long.MAX_VALUE / 2).isPresent()) {
            // Until there is none.
        }
    }
}
