// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.pathtracer.AddressFamily;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.nativelinux.loop.PollLoops;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.testkit.contract.TransportContract;

/** The contract of transports, for one kind of socket on one poller, against the kernel. */
abstract class LinuxContract extends TransportContract {
    private static final String SILENT = "10.97.0.0/24";

    private static Lab lab;

    private final ProbeTransportProvider provider;

    LinuxContract(LinuxProvider provider, String poller) {
        this.provider = new OnPoller(provider, poller);
    }

    @BeforeAll
    static void openTheLab() {
        lab = Lab.chain(2).open();
        lab.swallow(SILENT);
    }

    @AfterAll
    static void closeTheLab() {
        lab.close();
    }

    @Override
    protected ProbeTransportProvider provider() {
        return provider;
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
