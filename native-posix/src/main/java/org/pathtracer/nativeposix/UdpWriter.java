// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.nio.ByteBuffer;
import org.pathtracer.core.packet.UdpProbe;
import org.pathtracer.nativeposix.libc.PacketWriter;
import org.pathtracer.spi.Probe;

/**
 * Payloads of UDP probes; the kernel puts the header in front.
 *
 * @param sourcePort of the socket
 * @param secret of the transport, for {@link UdpProbe#key}
 */
public record UdpWriter(int sourcePort, int secret) implements PacketWriter {
    @Override
    public int length(Probe probe) {
        return UdpProbe.payloadLength(probe.profile().family(), probe.profile().size());
    }

    @Override
    public void write(Probe probe, ByteBuffer out, int offset, int length) {
        int key = UdpProbe.key(probe.id(), secret);
        UdpProbe.writePayload(out, offset, length, sourcePort, probe.destinationPort(), probe.id(), probe.tag(), key);
    }

    @Override
    public int port(Probe probe) {
        return probe.destinationPort();
    }
}
