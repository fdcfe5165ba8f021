// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.address.HostText;

/** A host with names and routes as a test wants them. Literals it knows by itself. */
final class FakeHost implements Host {
    private final Map<String, List<InetAddress>> names = new HashMap<>();
    private final List<InetAddress> sources = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    int routesAsked;

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    FakeHost knowing(String name, String... addresses) {
        names.put(name, List.of(addresses).stream().map(FakeHost::address).toList());
        return this;
    }

    /** Has these addresses, and by each of them a route to everything of its family. */
    FakeHost with(String... own) {
        List.of(own).forEach(literal -> sources.add(address(literal)));
        return this;
    }

    @Override
    public InetAddress[] addresses(String name) throws UnknownHostException {
        if (HostText.literal(name).isPresent()) {
            return InetAddress.getAllByName(name);
        }
        asked.add(name);
        List<InetAddress> known = names.get(name);
        if (known == null) {
            throw new UnknownHostException(name);
        }
        return known.toArray(InetAddress[]::new);
    }

    @Override
    public Optional<InetAddress> sourceTo(InetAddress destination) {
        routesAsked++;
        return sources.stream()
                .filter(source -> source.getClass().equals(destination.getClass()))
                .findFirst();
    }
}
