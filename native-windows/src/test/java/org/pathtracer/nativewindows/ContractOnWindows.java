// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.lab.Family;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.testkit.contract.TransportContract;

/** The contract of transports, in the Windows JVM. IPv6 only where there is a double of the helper for it. */
class ContractOnWindows extends TransportContract {
    @Override
    protected ProbeTransportProvider provider() {
        return There.provider();
    }

    @Override
    protected Optional<InetAddress> answering(AddressFamily family) {
        return Optional.of(There.target(family == AddressFamily.IPV4 ? Family.V4 : Family.V6));
    }

    @Override
    protected Optional<InetAddress> distant(AddressFamily family) {
        return answering(family);
    }

    @Override
    protected Optional<InetAddress> silent(AddressFamily family) {
        return family == AddressFamily.IPV4 ? Optional.of(There.silent(9)) : Optional.empty();
    }
}
