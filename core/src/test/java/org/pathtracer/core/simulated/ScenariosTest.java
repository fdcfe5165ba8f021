// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.testkit.ExpectedTrace;
import org.pathtracer.testkit.Scenario;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;

/** Every scenario, over both families, in both ways of sending, without retries: address, outcome and time of all. */
class ScenariosTest {
    record Run(Scenario scenario, AddressFamily family, boolean sequential, boolean unprivileged) {
        @Override
        public String toString() {
            return scenario.name()
                    + " "
                    + family
                    + (sequential ? " sequential" : "")
                    + (unprivileged ? " unprivileged" : "");
        }
    }

    private static List<Scenario> scenarios() throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        Scenario.builtIn().forEach(name -> scenarios.add(Scenario.named(name)));
        // The example of the documentation is one too.
        String page = Files.readString(Path.of("..", "docs", "testkit.md"));
        int start = page.indexOf("```toml") + "```toml".length();
        scenarios.add(Scenario.parse("documented", page.substring(start, page.indexOf("```", start))));
        return scenarios;
    }

    static List<Run> runs() throws IOException {
        List<Run> runs = new ArrayList<>();
        for (Scenario scenario : scenarios()) {
            for (AddressFamily family : List.of(AddressFamily.IPV4, AddressFamily.IPV6)) {
                for (boolean sequential : new boolean[] {false, true}) {
                    runs.add(new Run(scenario, family, sequential, false));
                    runs.add(new Run(scenario, family, sequential, true));
                }
            }
        }
        return runs;
    }

    @ParameterizedTest
    @MethodSource("runs")
    void scenario_asDescribed(Run run) {
        Topology topology = run.scenario().topology();
        assertThat(run.scenario().traces()).isNotEmpty();
        assertThat(run.scenario().description()).isNotEmpty();
        SimulatedNetwork network = SimulatedNetwork.of(topology, 1);
        try (PathTracer tracer = PathTracer.builder()
                .transport(run.unprivileged() ? network.unprivileged() : network)
                .build()) {
            for (ExpectedTrace expected : run.scenario().traces()) {
                TraceRequest.Builder request =
                        expected.request(topology, run.family()).retries(0).rateLimit(0);
                if (run.sequential()) {
                    request.sequential(true);
                }
                TraceResult result = tracer.trace(request.build());
                assertThat(expected.differences(result, topology, run.family(), Duration.ZERO))
                        .isEmpty();
            }
        }
    }
}
