// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.winsock;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.core.packet.IcmpKinds;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.spi.ReplyKind;

/**
 * The ICMP error that ended a connection: all that Windows shows of it.
 *
 * @param from the router
 */
public record IcmpError(ReplyKind kind, InetAddress from, int type, int code) {
    /**
     * Reads an {@code ICMP_ERROR_INFO}; empty if it does not answer a probe.
     *
     * @param family of the connection
     */
    static Optional<IcmpError> read(NativeMemory memory, int offset, AddressFamily family) {
        int protocol = memory.bytes().getInt(offset + Ws2.ERROR_PROTOCOL);
        int type = memory.bytes().get(offset + Ws2.ERROR_TYPE) & 0xff;
        int code = memory.bytes().get(offset + Ws2.ERROR_CODE) & 0xff;
        if (protocol != (family == AddressFamily.IPV6 ? Posix.IPPROTO_ICMPV6 : Posix.IPPROTO_ICMP)) {
            return Optional.empty();
        }
        Optional<InetAddress> from = WinsockSystem.ADDRESSES
                .read(memory, offset, Ws2.SOCKADDR_INET)
                .filter(family::includes)
                .filter(address -> !address.isAnyLocalAddress());
        return IcmpKinds.of(family, type, code)
                .filter(kind -> kind != ReplyKind.ECHO_REPLY)
                .flatMap(kind -> from.map(address -> new IcmpError(kind, address, type, code)));
    }
}
