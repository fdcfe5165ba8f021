// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.pathtracer.SystemCallException;
import org.pathtracer.core.scripted.FakeProvider;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.spi.ProbeTransportProvider;

/** A transport that breaks fails what runs on it, and the next operation opens a new one. */
class BrokenTransportTest {
    @Test
    void brokenTransport_isReplacedByANewOne() {
        ScriptedNetwork first = ScriptedNetwork.still();
        Queue<ProbeTransportProvider> networks = new ArrayDeque<>(List.of(first, TracerBench.chain(4)));
        try (Tracer tracer = TracerBench.over(FakeProvider.opening("series", networks::remove))) {
            var running = tracer.start(TracerBench.request()).result().toCompletableFuture();
            TracerBench.awaitFirstProbe(first);
            first.breakDown(new SystemCallException("recvmmsg", 9, "EBADF", "the socket is closed"));
            assertThatThrownBy(running::get).hasRootCauseInstanceOf(SystemCallException.class);
            assertThat(tracer.trace(TracerBench.request()).hops()).hasSize(4);
        }
    }
}
