// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.Measurement;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MultipathRequest;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.Protocol;
import org.pathtracer.Request;
import org.pathtracer.Run;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.scripted.ScriptedPath;

/** A cancelled operation and one that was completed can be told apart by their results. */
class StoppedRunsTest {
    static Stream<Request<?, ? extends Run>> requests() {
        return Stream.of(
                TraceRequest.to(TracerBench.TARGET).build(),
                PingRequest.to(TracerBench.TARGET).build(),
                MonitorRequest.to(TracerBench.TARGET).build(),
                MultipathRequest.to(TracerBench.TARGET).protocol(Protocol.ICMP).build(),
                PathMtuRequest.to(TracerBench.TARGET).build());
    }

    @ParameterizedTest
    @MethodSource("requests")
    <E, R extends Run> void cancelledOperation_saysSo(Request<E, R> request) {
        TracerBench bench = TracerBench.still();
        try (PathTracer tracer = bench.tracer;
                Measurement<E, R> measurement = tracer.start(request)) {
            TracerBench.awaitFirstProbe(bench.network);
            measurement.cancel();
            Run run = measurement.result().toCompletableFuture().join();
            assertThat(run.stopReason()).isEqualTo(StopReason.CANCELLED);
            assertThat(run.probesSent()).isPositive();
            assertThat(run.repliesReceived()).isZero();
            assertThat(run.targetNames()).containsExactly(TracerBench.TARGET);
            assertThat(run.addresses()).containsExactly(ScriptedPath.TARGET);
        }
    }
}
