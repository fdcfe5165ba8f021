// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.nativeposix.libc.SocketCalls;
import org.pathtracer.spi.ProbeProfile;

/**
 * The local address from which the routing table lets packets leave: what a connected UDP socket gets. Known for a
 * second, for 8192 destinations.
 */
public final class SourceAddresses {
    private static final int MOST = 8192;
    private static final long KNOWN_NANOS = 1_000_000_000L;
    private static final int ANY_PORT = 9;

    private record Egress(InetAddress destination, int interfaceIndex, int mark) {}

    private record Known(InetAddress source, long nanos) {}

    private final SocketCalls calls;
    private final Map<Egress, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Egress, Known> eldest) {
            return size() > MOST;
        }
    };

    public SourceAddresses(SocketCalls calls) {
        this.calls = calls;
    }

    /** The source address of probes with this profile; empty if there is no way to their destination. */
    public Optional<InetAddress> find(ProbeProfile profile) {
        try {
            return Optional.of(of(profile));
        } catch (SystemCallException e) {
            return Optional.empty();
        }
    }

    /**
     * The source address of probes with this profile.
     *
     * @throws SystemCallException if there is no way to their destination
     */
    public InetAddress of(ProbeProfile profile) {
        if (profile.source().isPresent()) {
            return profile.source().get();
        }
        Egress egress = new Egress(profile.destination(), profile.interfaceIndex(), profile.mark());
        Known before = known.get(egress);
        long now = System.nanoTime();
        if (before != null && now - before.nanos < KNOWN_NANOS) {
            return before.source;
        }
        InetAddress source = lookUp(profile);
        known.put(egress, new Known(source, now));
        return source;
    }

    private InetAddress lookUp(ProbeProfile profile) {
        int fd = calls.open(profile.family(), Posix.SOCK_DGRAM, Posix.IPPROTO_UDP);
        try {
            if (profile.interfaceIndex() != 0) {
                calls.bindToInterface(fd, profile.family(), profile.interfaceIndex());
            }
            if (profile.mark() != 0) {
                calls.mark(fd, profile.mark());
            }
            int errno = calls.connect(fd, profile.destination(), ANY_PORT, 0);
            if (errno != 0) {
                throw calls.system().errors().exception("connect", errno);
            }
            return calls.localAddress(fd);
        } finally {
            calls.close(fd);
        }
    }
}
