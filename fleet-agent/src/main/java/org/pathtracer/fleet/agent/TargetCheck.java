// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.pathtracer.AddressFamily;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.spi.HostNames;

/**
 * Looks targets up and holds them to the policy. What is probed afterwards is the address that was checked: a name that
 * changes in between changes nothing.
 */
final class TargetCheck {
    private final AgentPolicy policy;
    private final HostNames names;
    private final Supplier<Set<InetAddress>> hubs;

    /** Takes the names of a simulated network, if there is one, and the addresses of hubs, which are never probed. */
    TargetCheck(AgentPolicy policy, HostNames names, Supplier<Set<InetAddress>> hubs) {
        this.policy = policy;
        this.names = names;
        this.hubs = hubs;
    }

    /** Returns the addresses of targets, as text. */
    List<String> addresses(List<String> targets, AddressFamily family) throws RefusedException, UnknownHostException {
        Set<InetAddress> forbidden = hubs.get();
        List<String> addresses = new ArrayList<>();
        for (String target : targets) {
            InetAddress address = address(target, family);
            Optional<String> refusal = forbidden.contains(address)
                    ? Optional.of(
                            CanonicalAddress.of(address) + " is a hub of this fleet, which no vantage point probes")
                    : policy.refusal(address);
            if (refusal.isPresent()) {
                throw new RefusedException(refusal.get());
            }
            addresses.add(CanonicalAddress.of(address));
        }
        return addresses;
    }

    private InetAddress address(String target, AddressFamily family) throws RefusedException, UnknownHostException {
        if (target.indexOf('%') >= 0) {
            throw new RefusedException(target + " has a zone, which means something on one host only");
        }
        Optional<InetAddress> literal = CanonicalAddress.read(target);
        if (literal.isPresent()) {
            return literal.get();
        }
        Optional<String> refusal = policy.nameRefusal(target);
        if (refusal.isPresent()) {
            throw new RefusedException(refusal.get());
        }
        return lookup(target).stream()
                .filter(family::includes)
                .findFirst()
                .orElseThrow(
                        () -> new UnknownHostException("%s has no address of the family %s".formatted(target, family)));
    }

    private List<InetAddress> lookup(String name) throws UnknownHostException {
        if (names == HostNames.NONE) {
            return List.of(InetAddress.getAllByName(name));
        }
        List<InetAddress> known = names.addresses(name);
        if (known.isEmpty()) {
            throw new UnknownHostException("there is no host " + name);
        }
        return known;
    }
}
