// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.pathtracer.AddressFamily;
import org.pathtracer.testkit.contract.TransportContract;

/** The contract of transports, on the client of a lab, against its kernel. */
@InLab(tools = "nft")
public abstract class LabContract extends TransportContract {
    private static Lab lab;

    /** For subclasses. */
    protected LabContract() {}

    @BeforeAll
    static void openTheLab() {
        lab = Lab.chain(2).open();
        lab.swallow("10.97.0.0/24");
    }

    @AfterAll
    static void closeTheLab() {
        lab.close();
    }

    @Override
    protected final Optional<InetAddress> answering(AddressFamily family) {
        return Optional.of(lab.target(family == AddressFamily.IPV4 ? Family.V4 : Family.V6));
    }

    @Override
    protected final Optional<InetAddress> distant(AddressFamily family) {
        return answering(family);
    }

    @Override
    protected final Optional<InetAddress> silent(AddressFamily family) {
        return family == AddressFamily.IPV4
                ? Optional.of(new InetSocketAddress("10.97.0.9", 0).getAddress())
                : Optional.empty();
    }
}
