// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.testkit.contract.TransportContract;

/** Virtual time keeps the contract as real time does. */
class SimulatedContractTest extends TransportContract {
    private final Topology topology = Topology.chain(3, Duration.ofMillis(1));

    @Override
    protected ProbeTransportProvider provider() {
        return SimulatedNetwork.of(topology, 1);
    }

    @Override
    protected Optional<InetAddress> answering(AddressFamily family) {
        return topology.node("destination").flatMap(node -> node.address(family));
    }

    @Override
    protected Optional<InetAddress> distant(AddressFamily family) {
        return answering(family);
    }
}
