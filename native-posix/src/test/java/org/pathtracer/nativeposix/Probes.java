// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.FlowMethod;
import org.pathtracer.Protocol;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;

/** Probes for tests that send none. */
final class Probes {
    static final InetAddress TARGET = address("192.0.2.9");
    static final int PORT = 33_434;

    private Probes() {}

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static ProbeProfile profile(Protocol protocol, FlowMethod method, int sourcePort, int size) {
        return new ProbeProfile(
                protocol, TARGET, PORT, sourcePort, method, OptionalInt.empty(), size, 0, false, 0, Optional.empty());
    }

    static Probe udp(int id, int flow, int size) {
        return udp(id, flow, FlowMethod.PARIS, 0, size);
    }

    static Probe udp(int id, int flow, FlowMethod method, int sourcePort, int size) {
        return new Probe(id, tag(id), 5, flow, profile(Protocol.UDP, method, sourcePort, size), 1_000_000_000);
    }

    static long tag(int id) {
        return 0x0123_4567_89ab_cdefL * (id + 1);
    }
}
