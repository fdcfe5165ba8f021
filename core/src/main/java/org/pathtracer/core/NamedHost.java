// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.pathtracer.address.HostText;
import org.pathtracer.spi.HostNames;
import org.pathtracer.spi.ProbeTransportProvider;

/** A host in a simulated network with names of its own, which asks no other name server. */
final class NamedHost implements Host {
    private final Host host;
    private final HostNames names;

    private NamedHost(Host host, HostNames names) {
        this.host = host;
        this.names = names;
    }

    /** The host as it sees names through these transports. */
    static Host of(Host host, HostNames names) {
        return names == HostNames.NONE ? host : new NamedHost(host, names);
    }

    /** The names that the first simulated network with names has. */
    static HostNames names(List<ProbeTransportProvider> providers) {
        return providers.stream()
                .filter(ProbeTransportProvider::simulated)
                .map(ProbeTransportProvider::hostNames)
                .filter(names -> names != HostNames.NONE)
                .findFirst()
                .orElse(HostNames.NONE);
    }

    @Override
    public InetAddress[] addresses(String name) throws UnknownHostException {
        if (HostText.literal(name).isPresent()) {
            return host.addresses(name);
        }
        List<InetAddress> found = names.addresses(name);
        if (found.isEmpty()) {
            throw new UnknownHostException(name);
        }
        return found.toArray(InetAddress[]::new);
    }

    @Override
    public Optional<InetAddress> sourceTo(InetAddress destination) {
        return host.sourceTo(destination);
    }
}
