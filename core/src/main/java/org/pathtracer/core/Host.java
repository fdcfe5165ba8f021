// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Optional;

/** What this host knows of names and routes. Nothing that it is asked sends a probe. */
interface Host {
    /** The real one. */
    Host SYSTEM = new Host() {
        @Override
        public InetAddress[] addresses(String name) throws UnknownHostException {
            return InetAddress.getAllByName(name);
        }

        @Override
        public Optional<InetAddress> sourceTo(InetAddress destination) {
            return Host.connectedSource(destination);
        }
    };

    /** All addresses of a name, or the one that a literal stands for. May ask the network, and so take long. */
    InetAddress[] addresses(String name) throws UnknownHostException;

    /** The address from which this host would send there, at once; empty if it has no route. */
    Optional<InetAddress> sourceTo(InetAddress destination);

    /** Connecting a datagram socket looks up the route and sends nothing. */
    private static Optional<InetAddress> connectedSource(InetAddress destination) {
        ProtocolFamily family =
                destination instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
        int anyPort = 9;
        try (DatagramChannel channel = DatagramChannel.open(family)) {
            channel.connect(new InetSocketAddress(destination, anyPort));
            return channel.getLocalAddress() instanceof InetSocketAddress local
                    ? Optional.of(local.getAddress())
                    : Optional.empty();
        } catch (IOException | UnsupportedAddressTypeException | UnsupportedOperationException e) {
            // No route, or no such family here.
            return Optional.empty();
        }
    }
}
