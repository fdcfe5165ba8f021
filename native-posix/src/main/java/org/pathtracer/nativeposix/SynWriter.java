// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.pathtracer.Protocol;
import org.pathtracer.core.packet.PseudoHeader;
import org.pathtracer.core.packet.TcpSyn;
import org.pathtracer.nativeposix.libc.PacketWriter;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;

/** TCP connection requests, from the port and address that their inFlightProbe has. */
public record SynWriter(InFlightProbes inFlight) implements PacketWriter {
    @Override
    public int length(Probe probe) {
        return TcpSyn.length(probe.profile().family(), probe.profile().size());
    }

    @Override
    public void write(Probe probe, ByteBuffer out, int offset, int length) {
        InFlightProbes.InFlightProbe inFlightProbe = inFlight.of(probe);
        write(probe, inFlightProbe.sourcePort(), inFlightProbe.requiredSource(), out, offset, length);
    }

    private static void write(Probe probe, int sourcePort, InetAddress source, ByteBuffer out, int offset, int length) {
        ProbeProfile profile = probe.profile();
        int pseudoHeader = PseudoHeader.sum(source, profile.destination(), Protocol.TCP, length);
        TcpSyn.write(
                out, offset, length, profile.family(), sourcePort, probe.destinationPort(), probe.tag(), pseudoHeader);
    }

    /** The checksum that a request would have, had it been sent from this address. */
    public int checksum(InFlightProbes.InFlightProbe inFlightProbe, InetAddress source) {
        int length = length(inFlightProbe.probe);
        ByteBuffer copy = ByteBuffer.allocate(length);
        write(inFlightProbe.probe, inFlightProbe.sourcePort(), source, copy, 0, length);
        return TcpSyn.checksum(copy, 0);
    }

    /** A raw socket sends to an address, not to a port. */
    @Override
    public int port(Probe probe) {
        return 0;
    }
}
