// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.pathtracer.Protocol;
import org.pathtracer.core.packet.IpHeader;
import org.pathtracer.core.packet.PseudoHeader;
import org.pathtracer.core.packet.UdpProbe;
import org.pathtracer.nativeposix.EchoWriter;
import org.pathtracer.nativeposix.InFlightProbes;
import org.pathtracer.nativeposix.SynWriter;
import org.pathtracer.nativeposix.UdpWriter;
import org.pathtracer.nativeposix.libc.PacketWriter;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;

/**
 * Whole IPv4 packets, whose identification is the probe's number.
 *
 * @param echo what is behind the IP header of ICMP
 * @param secret for {@link UdpProbe#key}
 * @param syn what is behind the IP header of TCP
 */
record Ipv4Writer(InFlightProbes inFlight, EchoWriter echo, int secret, SynWriter syn) implements PacketWriter {
    @Override
    public int length(Probe probe) {
        return probe.profile().size();
    }

    @Override
    public void write(Probe probe, ByteBuffer out, int offset, int length) {
        ProbeProfile profile = probe.profile();
        InFlightProbes.InFlightProbe inFlightProbe = inFlight.of(probe);
        IpHeader.writeIpv4(
                out,
                offset,
                length,
                probe.id(),
                probe.ttl(),
                profile.trafficClass(),
                profile.dontFragment(),
                number(profile.protocol()),
                inFlightProbe.requiredSource(),
                profile.destination());
        int behind = offset + IpHeader.IPV4;
        int left = length - IpHeader.IPV4;
        switch (profile.protocol()) {
            case ICMP -> echo.write(probe, out, behind, left);
            case UDP -> writeUdp(probe, inFlightProbe.sourcePort(), inFlightProbe.requiredSource(), out, behind, left);
            case TCP -> syn.write(probe, out, behind, left);
        }
    }

    private void writeUdp(Probe probe, int sourcePort, InetAddress source, ByteBuffer out, int offset, int length) {
        int header = UdpProbe.HEADER;
        new UdpWriter(sourcePort, secret).write(probe, out, offset + header, length - header);
        int pseudoHeader = PseudoHeader.sum(source, probe.profile().destination(), Protocol.UDP, length);
        UdpProbe.writeHeader(out, offset, length, sourcePort, probe.destinationPort(), pseudoHeader);
    }

    private static int number(Protocol protocol) {
        return switch (protocol) {
            case ICMP -> Posix.IPPROTO_ICMP;
            case UDP -> Posix.IPPROTO_UDP;
            case TCP -> Posix.IPPROTO_TCP;
        };
    }

    @Override
    public int port(Probe probe) {
        return 0;
    }
}
