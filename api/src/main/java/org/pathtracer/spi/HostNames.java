// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Names of the hosts in a network that exists in this process alone. Answers at once, thread-safe.
 *
 * @since 0.1.0
 */
public interface HostNames {
    /** A network without names: those of the system are used. */
    HostNames NONE = new HostNames() {
        @Override
        public List<InetAddress> addresses(String name) {
            return List.of();
        }

        @Override
        public Optional<String> name(InetAddress address) {
            return Optional.empty();
        }
    };

    /** The addresses of a host; empty if the network has none of this name. */
    List<InetAddress> addresses(String name);

    /** The name that belongs to an address; empty if none does. */
    Optional<String> name(InetAddress address);
}
