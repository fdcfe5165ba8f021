// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.ProbeOutcome;
import org.pathtracer.TraceResult;
import org.pathtracer.spi.ReplyKind;

/** Every scenario, over both families, in both ways of sending, without retries: address, outcome and time of all. */
class ScenariosTest {
    record Run(Scenario scenario, AddressFamily family, boolean sequential) {
        @Override
        public String toString() {
            return scenario.name() + " " + family + (sequential ? " sequential" : "");
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
                runs.add(new Run(scenario, family, false));
                runs.add(new Run(scenario, family, true));
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
        try (PathTracer tracer =
                PathTracer.builder().transport(SimulatedNetwork.of(topology, 1)).build()) {
            for (ExpectedTrace expected : run.scenario().traces()) {
                TraceResult result = tracer.trace(expected.request(topology, run.family())
                        .sequential(run.sequential())
                        .retries(0)
                        .rateLimit(0)
                        .build());
                assertThat(result.stopReason()).isEqualTo(expected.stop());
                assertThat(result.hops()).hasSameSizeAs(expected.hops());
                for (int i = 0; i < result.hops().size(); i++) {
                    check(result.hops().get(i), expected.hops().get(i), topology, run.family());
                }
            }
        }
    }

    private static void check(Hop hop, ExpectedHop expected, Topology topology, AddressFamily family) {
        assertThat(hop.probes()).as("probes of TTL %d", hop.ttl()).isNotEmpty();
        for (var probe : hop.probes()) {
            ProbeOutcome outcome = probe.outcome();
            boolean silent = expected.nodes().isEmpty() || expected.mayBeLost();
            if (silent && outcome instanceof ProbeOutcome.Timeout) {
                continue;
            }
            assertThat(outcome).as("TTL %d", hop.ttl()).isInstanceOf(type(expected.kind()));
            checkAnswer((ProbeOutcome.Answer) outcome, expected, topology, family);
        }
        // Load balancing per flow: one responder, whoever it is.
        assertThat(hop.responders()).hasSizeLessThanOrEqualTo(1);
    }

    private static void checkAnswer(
            ProbeOutcome.Answer answer, ExpectedHop expected, Topology topology, AddressFamily family) {
        String from = topology.owner(answer.reception().address()).orElseThrow().name();
        assertThat(expected.nodes()).contains(from);
        assertThat(answer.reception().address())
                .isEqualTo(topology.node(from).orElseThrow().address(family).orElseThrow());
        assertThat(answer.reception().rtt()).isEqualTo(expected.rtt());
        var code = family == AddressFamily.IPV6 ? expected.code6() : expected.code();
        code.ifPresent(value -> assertThat(answer.reception().icmpCode()).hasValue(value));
        if (answer instanceof ProbeOutcome.Unreachable unreachable) {
            assertThat(unreachable.nextMtu()).isEqualTo(expected.nextMtu());
        }
    }

    private static Class<? extends ProbeOutcome> type(ReplyKind kind) {
        return switch (kind) {
            case ECHO_REPLY -> ProbeOutcome.EchoReply.class;
            case TIME_EXCEEDED -> ProbeOutcome.TimeExceeded.class;
            default -> ProbeOutcome.Unreachable.class;
        };
    }
}
