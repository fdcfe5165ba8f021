// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import java.lang.reflect.Proxy;
import java.util.function.Predicate;
import org.pathtracer.core.scripted.FakeProvider;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.testkit.SimulatedNetwork;

/** A simulated network behind a filter that swallows some of the answers, as firewalls do with ICMP. */
final class Censored {
    private Censored() {}

    static FakeProvider behind(SimulatedNetwork network, Predicate<Reply> swallowed) {
        return new FakeProvider(
                network.name(), network::supports, listener -> network.open(without(swallowed, listener)));
    }

    private static TransportListener without(Predicate<Reply> swallowed, TransportListener listener) {
        return (TransportListener) Proxy.newProxyInstance(
                TransportListener.class.getClassLoader(),
                new Class<?>[] {TransportListener.class},
                (proxy, method, args) -> method.getName().equals("onReply") && swallowed.test((Reply) args[0])
                        ? null
                        : method.invoke(listener, args));
    }
}
