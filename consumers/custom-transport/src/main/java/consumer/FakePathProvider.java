// SPDX-License-Identifier: Apache-2.0
package consumer;

import java.util.List;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;

/** Offers the fake path under the name {@code fake}. Public, with a public constructor: it is found as a service. */
public final class FakePathProvider implements ProbeTransportProvider {
    @Override
    public String name() {
        return "fake";
    }

    /** Below the system's own, so that it runs only where it is asked for. */
    @Override
    public int preference() {
        return 1;
    }

    @Override
    public Support supports(ProbeNeed need) {
        boolean plainEcho = need.equals(new ProbeNeed(Protocol.ICMP, AddressFamily.IPV4));
        return plainEcho
                ? new Support.Available("two routers that do not exist", List.of())
                : new Support.Unsupported("there is nothing but ICMP over IPv4");
    }

    @Override
    public ProbeTransport open(TransportListener listener) {
        return new FakePath(listener);
    }
}
