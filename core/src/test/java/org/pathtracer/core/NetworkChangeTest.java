// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MultipathRequest;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.core.scripted.ScriptedPath;

/** This host comes into another network while something runs. */
class NetworkChangeTest {
    private static final String TARGET = ScriptedPath.TARGET.getHostAddress();

    private final ScriptedPath path = new ScriptedPath(3);
    private volatile boolean changing;
    private final PathTracer tracer = PathTracer.builder()
            .transport(ScriptedNetwork.threaded((probe, number) -> {
                if (changing) {
                    tracer().networkChanged();
                }
                return path.answers(probe, number);
            }))
            .build();

    private PathTracer tracer() {
        return tracer;
    }

    @AfterEach
    void close() {
        tracer.close();
    }

    /** What the result of the same operation says in a network that stays, in one that changes, and afterwards. */
    private void check(Supplier<Boolean> operation) {
        assertThat(operation.get()).isFalse();
        changing = true;
        assertThat(operation.get()).isTrue();
        changing = false;
        assertThat(operation.get()).isFalse();
    }

    @Test
    void trace_tellsOfAChangeWhileItRan() {
        check(() -> tracer.trace(TraceRequest.to(TARGET).build()).networkChanged());
    }

    @Test
    void ping_tellsOfAChangeWhileItRan() {
        check(() -> tracer.ping(PingRequest.to(TARGET).count(2).build()).networkChanged());
    }

    @Test
    void monitor_tellsOfAChangeWhileItRan() {
        check(() -> tracer.monitor(MonitorRequest.to(TARGET).cycles(2).build()).networkChanged());
    }

    @Test
    void pathMtu_tellsOfAChangeWhileItRan() {
        check(() -> tracer.pathMtu(PathMtuRequest.to(TARGET).build()).networkChanged());
    }

    @Test
    void multipath_tellsOfAChangeWhileItRan() {
        check(() -> tracer.discoverPaths(MultipathRequest.to(TARGET).build()).networkChanged());
    }
}
