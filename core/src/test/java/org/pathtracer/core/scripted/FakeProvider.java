// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.scripted;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;

/** A provider that supports what a test says, and is opened as a test says. */
public record FakeProvider(
        String name, Function<ProbeNeed, Support> support, Function<TransportListener, ProbeTransport> opening)
        implements ProbeTransportProvider {
    /** Says always the same, and is not to be opened. */
    public FakeProvider(String name, Support support) {
        this(name, need -> support, listener -> {
            throw new UnsupportedOperationException();
        });
    }

    /** Says that it works, and opens the network that it is given then. */
    public static FakeProvider opening(String name, Supplier<? extends ProbeTransportProvider> network) {
        Support available = new Support.Available("it says", List.of());
        return new FakeProvider(
                name, need -> available, listener -> network.get().open(listener));
    }

    @Override
    public int preference() {
        return 0;
    }

    @Override
    public Support supports(ProbeNeed need) {
        return support.apply(need);
    }

    @Override
    public ProbeTransport open(TransportListener listener) {
        return opening.apply(listener);
    }
}
