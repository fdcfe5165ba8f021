// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.security.SecureRandom;
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
}
