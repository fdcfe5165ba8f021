// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
        int identifier,
        int secret,
        InFlightProbes inFlight,
        UdpMatcher matcher,
        SynWriter syn,
        TransportListener listener) {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Odd, so that 65,536 steps lead to as many identifiers; unknown to others, as is where they begin. */
    private static final int STEP = RANDOM.nextInt(1 << 16) | 1;

    private static final AtomicInteger NEXT = new AtomicInteger(RANDOM.nextInt());

    /** A random one, with another identifier than the other transports of this process have. */
    public static Identity random(TransportListener listener) {
        InFlightProbes inFlight = new InFlightProbes();
        int secret = RANDOM.nextInt(1 << 16);
        return new Identity(
                NEXT.getAndAdd(STEP) & 0xffff,
                secret,
                inFlight,
                new UdpMatcher(inFlight, listener, secret),
                new SynWriter(inFlight),
                listener);
    }

    /** The probe whose number a quoted connection request has; requests that we made ourselves have ours. */
    public Optional<TcpQuotes.Match> ownSyn(InFlightProbes.Flow flow, TcpHeader tcp) {
        return inFlight.acknowledged(tcp.sequence() + 1).map(inFlightProbe -> {
            inFlight.end(inFlightProbe.probe.id());
            long tag = (long) tcp.sequence() << Integer.SIZE;
            return new TcpQuotes.Match(inFlightProbe, Matching.NUMBER, tag, TcpSyn.TAG_BITS);
        });
    }
}
