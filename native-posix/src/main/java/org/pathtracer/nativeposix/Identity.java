// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.security.SecureRandom;
import java.util.Optional;
import org.pathtracer.core.packet.TcpHeader;
import org.pathtracer.core.packet.TcpSyn;
import org.pathtracer.probe.Matching;
import org.pathtracer.spi.TransportListener;

/**
 * By what a transport knows its own probes among all packets of the host.
 *
 * @param identifier of its echo requests
 * @param secret of the checksums of its UDP probes
 */
public record Identity(
        int identifier, int secret, Flights flights, UdpMatcher matcher, SynWriter syn, TransportListener listener) {
    /** A random one. */
    public static Identity random(TransportListener listener) {
        SecureRandom random = new SecureRandom();
        Flights flights = new Flights();
        int secret = random.nextInt(1 << 16);
        return new Identity(
                random.nextInt(1 << 16),
                secret,
                flights,
                new UdpMatcher(flights, listener, secret),
                new SynWriter(flights),
                listener);
    }

    /** The probe whose number a quoted connection request has; requests that we made ourselves have ours. */
    public Optional<TcpQuotes.Match> ownSyn(Flights.Flow flow, TcpHeader tcp) {
        return flights.acknowledged(tcp.sequence() + 1).map(flight -> {
            flights.end(flight.probe.id());
            long tag = (long) tcp.sequence() << Integer.SIZE;
            return new TcpQuotes.Match(flight, Matching.NUMBER, tag, TcpSyn.TAG_BITS);
        });
    }
}
