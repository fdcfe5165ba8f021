// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import java.lang.reflect.Proxy;
import java.util.function.Predicate;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.testkit.SimulatedNetwork;

/** A simulated network behind a filter that swallows some of the answers, as firewalls do with ICMP. */
record Censored(SimulatedNetwork network, Predicate<Reply> swallowed) implements ProbeTransportProvider {
    @Override
    public String name() {
        return network.name();
    }

    @Override
    public int preference() {
        return network.preference();
    }

    @Override
    public Support supports(ProbeNeed need) {
        return network.supports(need);
    }

    @Override
    public ProbeTransport open(TransportListener listener) {
        Object filter = Proxy.newProxyInstance(
                TransportListener.class.getClassLoader(),
                new Class<?>[] {TransportListener.class},
                (proxy, method, args) -> method.getName().equals("onReply") && swallowed.test((Reply) args[0])
                        ? null
                        : method.invoke(listener, args));
        return network.open((TransportListener) filter);
    }
}
