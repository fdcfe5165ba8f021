// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.pathtracer.AddressFamily;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.nativemacos.libc.Facade;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.testkit.contract.TransportContract;

/** The contract of transports, for the module on the Darwin facade, with real packets. */
@InLab(tools = {"gcc", "nft"})
class FacadeContractIT extends TransportContract {
    private static Lab lab;

    @BeforeAll
    static void openTheLab() {
        Facade.use();
        lab = Lab.chain(2).open();
        lab.swallow("10.97.0.0/24");
    }

    @AfterAll
    static void closeTheLab() {
        lab.close();
    }

    @Override
    protected ProbeTransportProvider provider() {
        return new MacosProvider();
    }

    @Override
    protected Optional<InetAddress> answering(AddressFamily family) {
        return Optional.of(lab.target(family == AddressFamily.IPV4 ? Family.V4 : Family.V6));
    }

    @Override
    protected Optional<InetAddress> distant(AddressFamily family) {
        return answering(family);
    }

    @Override
    protected Optional<InetAddress> silent(AddressFamily family) {
        return family == AddressFamily.IPV4
                ? Optional.of(new InetSocketAddress("10.97.0.9", 0).getAddress())
                : Optional.empty();
    }
}
