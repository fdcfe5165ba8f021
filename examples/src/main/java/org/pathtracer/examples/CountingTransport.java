// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.examples;

import java.util.concurrent.atomic.LongAdder;
import org.pathtracer.spi.HostNames;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.spi.TransportLoop;

/** A transport around another one, which counts the probes that leave: a quota, an audit, a fault in a test. */
public final class CountingTransport implements ProbeTransportProvider {
    private final ProbeTransportProvider inner;
    private final LongAdder sent = new LongAdder();

    /** Probes leave by the transport that is given. */
    public CountingTransport(ProbeTransportProvider inner) {
        this.inner = inner;
    }

    /** Probes so far. */
    public long sent() {
        return sent.sum();
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public int preference() {
        return inner.preference();
    }

    @Override
    public boolean simulated() {
        return inner.simulated();
    }

    @Override
    public HostNames hostNames() {
        return inner.hostNames();
    }

    @Override
    public Support supports(ProbeNeed need) {
        return inner.supports(need);
    }

    @Override
    public ProbeTransport open(TransportListener listener) {
        ProbeTransport transport = inner.open(listener);
        return new ProbeTransport() {
            @Override
            public TransportLoop loop() {
                return transport.loop();
            }

            @Override
            public void send(Probe probe) {
                sent.increment();
                transport.send(probe);
            }

            @Override
            public void flush() {
                transport.flush();
            }

            @Override
            public void cancel(int id) {
                transport.cancel(id);
            }

            @Override
            public void close() {
                transport.close();
            }
        };
    }
}
