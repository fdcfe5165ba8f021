// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.pathtracer.SystemCallException;
import org.pathtracer.core.virtual.VirtualNetwork;
import org.pathtracer.core.virtual.VirtualPath;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;

/** A transport that breaks fails what runs on it, and the next operation opens a new one. */
class BrokenTransportTest {
    /** Gives one network after the other. */
    private record Series(Queue<VirtualNetwork> networks) implements ProbeTransportProvider {
        @Override
        public String name() {
            return "series";
        }

        @Override
        public int preference() {
            return 100;
        }

        @Override
        public Support supports(ProbeNeed need) {
            return new Support.Available("on virtual time", List.of());
        }

        @Override
        public ProbeTransport open(TransportListener listener) {
            return networks.remove().open(listener);
        }
    }

    @Test
    void brokenTransport_isReplacedByANewOne() {
        VirtualNetwork first = VirtualNetwork.still();
        VirtualNetwork second = VirtualNetwork.threaded(new VirtualPath(4));
        Series series = new Series(new ArrayDeque<>(List.of(first, second)));
        try (Tracer tracer = TracerBench.tracer(Optional.empty(), series)) {
            var running = tracer.start(TracerBench.request()).result().toCompletableFuture();
            TracerBench.awaitFirstProbe(first);
            first.breakDown(new SystemCallException("recvmmsg", 9, "EBADF", "the socket is closed"));
            assertThatThrownBy(running::get).hasRootCauseInstanceOf(SystemCallException.class);
            assertThat(tracer.trace(TracerBench.request()).hops()).hasSize(4);
        }
    }
}
