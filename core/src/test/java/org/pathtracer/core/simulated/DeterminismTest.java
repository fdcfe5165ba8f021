// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.PathTracer;
import org.pathtracer.testkit.Topology;

class DeterminismTest {
    /** Traces one after the other: what is left over from one must not touch the next at a moment of chance. */
    private static List<Traces.Findings> run(Topology topology, long seed) {
        List<Traces.Findings> findings = new ArrayList<>();
        try (PathTracer tracer = Traces.tracer(topology, seed)) {
            for (int i = 0; i < 5; i++) {
                findings.add(Traces.Findings.of(tracer.trace(Traces.request("10.0.0.8", request -> {}))));
            }
        }
        return findings;
    }

    @Test
    void sameSeed_sameResults() {
        Seeds.each(100, seed -> {
            Topology topology = ChaosTest.disorder(seed, 0.05);
            assertThat(run(topology, seed)).isEqualTo(run(topology, seed));
        });
    }

    @Test
    void otherSeed_otherResults() {
        Topology topology = ChaosTest.disorder(1, 0.05);
        assertThat(run(topology, 1)).isNotEqualTo(run(topology, 2));
    }
}
