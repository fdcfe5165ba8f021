// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.TracerClosedException;
import org.pathtracer.testkit.Topology;

/** Nothing of a simulated network outlives its tracer. */
class SimulatedCloseTest {
    @Test
    void tracerClosed_traceFailsAndThreadEnds() {
        Topology chain = Topology.chain(3, Duration.ofMillis(1));
        PathTracer tracer = Traces.tracer(chain, 1);
        tracer.trace("10.0.0.3");
        tracer.close();
        assertThatExceptionOfType(TracerClosedException.class)
                .isThrownBy(() -> tracer.trace(TraceRequest.to("10.0.0.3").build()));
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("pathtracer-simulated"));
    }
}
