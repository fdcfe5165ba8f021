// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.pathtracer.RateLimit;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.virtual.Script;
import org.pathtracer.core.virtual.VirtualNetwork;
import org.pathtracer.core.virtual.VirtualPath;
import org.pathtracer.spi.ProbeTransportProvider;

/** A tracer over a virtual network with a thread of its own. */
final class TracerBench {
    static final String TARGET = VirtualPath.TARGET.getHostAddress();

    final VirtualNetwork network;
    final Tracer tracer;

    private TracerBench(VirtualNetwork network, Optional<Executor> executor) {
        this.network = network;
        tracer = tracer(executor, network);
    }

    /** Time jumps ahead, so every trace ends by itself. */
    static TracerBench running(Script script) {
        return new TracerBench(VirtualNetwork.threaded(script), Optional.empty());
    }

    /** Time stands still and nothing arrives, so no trace ends by itself. */
    static TracerBench still() {
        return new TracerBench(VirtualNetwork.still(), Optional.empty());
    }

    static TracerBench still(Executor executor) {
        return new TracerBench(VirtualNetwork.still(), Optional.of(executor));
    }

    static Tracer tracer(Optional<Executor> executor, ProbeTransportProvider... providers) {
        return new Tracer(new TracerConfiguration(List.of(providers), executor, RateLimit.NONE));
    }

    static TraceRequest request() {
        return TraceRequest.to(TARGET).build();
    }

    /** Waits, without sleeping, until the loop has done all it was told so far. */
    static void awaitFirstProbe(VirtualNetwork network) {
        while (network.sent().isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
