// SPDX-License-Identifier: Apache-2.0
package consumer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.testkit.contract.TransportContract;

/** The fake path keeps what every transport promises. */
class FakePathTest extends TransportContract {
    @Override
    protected ProbeTransportProvider provider() {
        return new FakePathProvider();
    }

    @Override
    protected Optional<InetAddress> answering(AddressFamily family) {
        try {
            return Optional.of(InetAddress.getByName("203.0.113.7"));
        } catch (UnknownHostException e) {
            throw new AssertionError("a literal is an address", e);
        }
    }

    @Override
    protected Optional<InetAddress> distant(AddressFamily family) {
        return answering(family);
    }
}
