// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import org.junit.jupiter.api.BeforeAll;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.LabContract;
import org.pathtracer.nativemacos.libc.Facade;
import org.pathtracer.spi.ProbeTransportProvider;

/** The contract of transports, for the module on the Darwin facade, with real packets. */
@InLab(tools = {"gcc", "nft"})
class FacadeContractIT extends LabContract {
    @BeforeAll
    static void useTheFacade() {
        Facade.use();
    }

    @Override
    protected ProbeTransportProvider provider() {
        return new MacosProvider();
    }
}
