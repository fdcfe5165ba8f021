// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.pathtracer.Protocol;

/** What the checksums of UDP and TCP cover of the IP header (RFC 768, RFC 9293 section 3.1, RFC 8200 section 8.1). */
public final class PseudoHeader {
    private PseudoHeader() {}

    /**
     * The one's complement sum of the pseudo header.
     *
     * @param source of the destination's family
     * @param protocol UDP or TCP
     * @param length bytes behind the IP header
     */
    public static int sum(InetAddress source, InetAddress destination, Protocol protocol, int length) {
        int number = protocol == Protocol.UDP ? UdpProbe.PROTOCOL : TcpSyn.PROTOCOL;
        int addresses = InternetChecksum.add(sum(source), sum(destination));
        return InternetChecksum.add(addresses, InternetChecksum.add(number, length));
    }

    private static int sum(InetAddress address) {
        byte[] bytes = address.getAddress();
        return InternetChecksum.sum(ByteBuffer.wrap(bytes), 0, bytes.length);
    }
}
