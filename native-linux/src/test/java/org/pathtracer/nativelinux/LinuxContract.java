// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import org.pathtracer.lab.LabContract;
import org.pathtracer.nativelinux.loop.PollLoops;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;

/** The contract of transports, for one kind of socket on one poller, against the kernel. */
abstract class LinuxContract extends LabContract {
    private final ProbeTransportProvider provider;

    LinuxContract(LinuxProvider provider, String poller) {
        this.provider = new OnPoller(provider, poller);
    }

    @Override
    protected ProbeTransportProvider provider() {
        return provider;
    }

    /** A provider whose loop polls in a given way. */
    private record OnPoller(ProbeTransportProvider provider, String poller) implements ProbeTransportProvider {
        @Override
        public String name() {
            return provider.name();
        }

        @Override
        public int preference() {
            return provider.preference();
        }

        @Override
        public Support supports(ProbeNeed need) {
            return provider.supports(need);
        }

        @Override
        public ProbeTransport open(TransportListener listener) {
            String before = System.getProperty(PollLoops.POLLER_PROPERTY, "");
            System.setProperty(PollLoops.POLLER_PROPERTY, poller);
            try {
                return provider.open(listener);
            } finally {
                System.setProperty(PollLoops.POLLER_PROPERTY, before);
            }
        }
    }
}
