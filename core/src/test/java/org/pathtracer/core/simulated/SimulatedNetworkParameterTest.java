// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.pathtracer.PathTracer;
import org.pathtracer.StopReason;
import org.pathtracer.TracerClosedException;
import org.pathtracer.testkit.junit.SimulatedNetwork;

/** Parameters of tests and constructors are tracers in the networks of files, and closed after their tests. */
class SimulatedNetworkParameterTest {
    private static final List<PathTracer> OPENED = new ArrayList<>();

    private final PathTracer ofInstance;

    SimulatedNetworkParameterTest(@SimulatedNetwork("office.toml") PathTracer tracer) {
        assertClosed(OPENED);
        OPENED.add(tracer);
        ofInstance = tracer;
    }

    @AfterAll
    static void tracers_areClosedAfterTheirTests() {
        assertThat(OPENED).hasSizeGreaterThan(4);
        assertClosed(OPENED);
    }

    @Test
    void resourceBesideTheTest_isFound(@SimulatedNetwork("office.toml") PathTracer tracer) {
        OPENED.add(tracer);
        assertReached(tracer, "203.0.113.9");
        assertThat(tracer).isNotSameAs(ofInstance);
        assertReached(ofInstance, "203.0.113.9");
    }

    @Test
    void resourceAtTheRoot_isFound(@SimulatedNetwork("at-the-root.toml") PathTracer tracer) {
        OPENED.add(tracer);
        assertReached(tracer, "203.0.113.10");
    }

    @Test
    void file_isFound(
            TestInfo info,
            @SimulatedNetwork("../testkit/src/main/resources/org/pathtracer/testkit/scenarios/seven-hops.toml")
                    PathTracer tracer) {
        OPENED.add(tracer);
        assertThat(tracer.trace("10.0.0.7").hops()).isNotEmpty();
        assertThat(info.getDisplayName()).startsWith("file_isFound");
    }

    @Test
    void builtInScenario_isFoundByItsName(@SimulatedNetwork("paris") PathTracer tracer) {
        OPENED.add(tracer);
        assertReached(tracer, "203.0.113.9");
    }

    private static void assertReached(PathTracer tracer, String target) {
        assertThat(tracer.trace(target).stopReason()).isEqualTo(StopReason.DESTINATION);
    }

    private static void assertClosed(List<PathTracer> tracers) {
        for (PathTracer tracer : tracers) {
            assertThatExceptionOfType(TracerClosedException.class).isThrownBy(() -> tracer.trace("203.0.113.9"));
        }
    }
}
