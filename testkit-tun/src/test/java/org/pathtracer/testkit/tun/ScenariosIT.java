// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.AddressFamily;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.InLab;
import org.pathtracer.testkit.ExpectedTrace;
import org.pathtracer.testkit.Scenario;
import org.pathtracer.testkit.Topology;

/** Every scenario in real time: over real sockets of both kinds, both families, without retries. */
@InLab(tun = true)
class ScenariosIT {
    /** An answer may come later than described, by as much as a busy machine takes; never earlier. */
    private static final Duration TOLERANCE = Duration.ofMillis(500);

    private static final int MOST_STARTS = 3;

    /** As usual, but a pause of the machine is no reason to give up a probe. */
    private static final AdaptiveTimeout PATIENT = new AdaptiveTimeout(
            true, AdaptiveTimeout.DEFAULT.sameHopFactor(), AdaptiveTimeout.DEFAULT.nextHopFactor(), TOLERANCE);

    record Run(String scenario, String transport, AddressFamily family) {}

    static List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (String scenario : Scenario.builtIn()) {
            for (AddressFamily family : List.of(AddressFamily.IPV4, AddressFamily.IPV6)) {
                runs.add(new Run(scenario, "dgram", family));
                runs.add(new Run(scenario, "raw", family));
            }
        }
        return runs;
    }

    @ParameterizedTest
    @MethodSource("runs")
    void scenario_asDescribed(Run run) {
        List<String> differences = differences(run);
        // For a moment after a device is up, a busy kernel may drop what it should carry: then with a new device.
        for (int starts = 1; starts < MOST_STARTS && !differences.isEmpty(); starts++) {
            differences = differences(run);
        }
        assertThat(differences).isEmpty();
    }

    private static List<String> differences(Run run) {
        Scenario scenario = Scenario.named(run.scenario());
        Topology topology = scenario.topology();
        List<String> differences = new ArrayList<>();
        try (TunNetwork network = TunNetwork.open(topology, 1, "scenario0");
                PathTracer tracer = PathTracer.create()) {
            for (ExpectedTrace expected : scenario.traces()) {
                TraceResult result = tracer.trace(expected.request(network.topology(), run.family())
                        .transport(run.transport())
                        .adaptiveTimeout(PATIENT)
                        .retries(0)
                        .rateLimit(0)
                        .build());
                expected.differences(result, topology, run.family(), TOLERANCE)
                        .forEach(difference -> differences.add(difference + " " + network.counts() + ", " + result));
            }
        }
        return differences;
    }
}
