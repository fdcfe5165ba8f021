// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.pathtracer.AddressFamily;

/**
 * A host or router.
 *
 * @param name unique in its network
 * @param role what it is
 * @param addresses of both families; the first of a family is the one that it answers from
 * @param answering how it answers
 * @param handling what it does with packets for others
 * @param ports what its ports do
 * @param extensions what it appends to its errors
 * @param hostnames by which it is known, in lower case; the first is the one that belongs to its addresses
 * @since 0.1.0
 */
public record Node(
        String name,
        Role role,
        List<InetAddress> addresses,
        Answering answering,
        Handling handling,
        Ports ports,
        Extensions extensions,
        List<String> hostnames) {
    /** What a node is. */
    public enum Role {
        /** Where probes come from; one in each network. */
        SOURCE,
        /** Forwards packets. */
        ROUTER,
        /** Does not. */
        DESTINATION
    }

    /** Copies the lists. */
    public Node {
        addresses = List.copyOf(addresses);
        hostnames = List.copyOf(hostnames);
    }

    /** Its first address of a family. */
    public Optional<InetAddress> address(AddressFamily family) {
        return first(addresses, family);
    }

    /** As a loop: it is asked for with every probe. */
    public static Optional<InetAddress> first(List<InetAddress> addresses, AddressFamily family) {
        for (InetAddress address : addresses) {
            if (family.includes(address)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }
}
