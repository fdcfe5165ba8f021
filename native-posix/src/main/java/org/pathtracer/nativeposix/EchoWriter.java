// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.nio.ByteBuffer;
import org.pathtracer.core.packet.EchoMessage;
import org.pathtracer.nativeposix.libc.PacketWriter;
import org.pathtracer.spi.Probe;

/** Echo requests with an ICMP identifier. */
public record EchoWriter(int identifier) implements PacketWriter {
    @Override
    public int length(Probe probe) {
        return EchoMessage.length(probe.profile().family(), probe.profile().size());
    }

    @Override
    public void write(Probe probe, ByteBuffer out, int offset, int length) {
        EchoMessage.write(
                out, offset, length, probe.profile().family(), identifier, probe.id(), probe.tag(), probe.flow());
    }

    @Override
    public int port(Probe probe) {
        return 0;
    }
}
