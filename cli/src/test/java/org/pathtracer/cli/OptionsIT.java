// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;

/** Every option can be seen in what it changes. */
@SameForAllUsers
class OptionsIT extends CommandInLab {
    @ParameterizedTest
    @EnumSource
    void firstAndMaxHops_boundTheTtls(Family family) {
        open(Lab.chain(3));
        JsonNode trace = trace(family, "-f", "2", "--max-hops", "3");
        assertThat(elements(trace.get("hops")))
                .extracting(hop -> hop.get("ttl").intValue())
                .containsExactly(2, 3);
        assertThat(addresses(trace)).isEqualTo(labHops(family).subList(1, 3));
        assertThat(trace.get("stopReason").asText()).isEqualTo("max-hops");
    }

    @Test
    void queries_areTheProbesPerHop() {
        open(Lab.chain(1));
        assertThat(probes(trace(Family.V4, "--queries", "5"), 0)).hasSize(5);
        assertThat(probes(trace(Family.V4, "-q", "1"), 0)).hasSize(1);
    }

    @Test
    void retries_areForSilentHopsOnly() {
        open(Lab.chain(2).silent(2));
        JsonNode trace = trace(Family.V4, "-q", "1", "--retries", "2");
        assertThat(probes(trace, 0)).hasSize(1);
        assertThat(probes(trace, 1)).hasSize(3);
    }

    @Test
    void gapLimit_endsTheTrace() {
        open(Lab.chain(2).blackhole(1));
        JsonNode trace = trace(Family.V4, "--gap-limit", "2", "-w", "200ms");
        assertThat(elements(trace.get("hops"))).hasSize(3);
    }

    @Test
    void timeoutAndAdaptive_decideHowLongSilenceTakes() {
        open(Lab.chain(2).silent(2));
        assertThat(millis(trace(Family.V4, "--no-adaptive", "-w", "700ms"))).isGreaterThan(700);
        assertThat(trace(Family.V4, "--same-hop-factor", "1", "--next-hop-factor", "1.5")
                        .get("reached")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void deadline_endsTheTraceWithWhatIsKnown() {
        open(Lab.chain(2).blackhole(1));
        JsonNode trace = trace(Family.V4, "--no-adaptive", "-w", "20s", "--deadline", "1s");
        assertThat(trace.get("stopReason").asText()).isEqualTo("deadline");
        assertThat(addresses(trace)).startsWith(labHops(Family.V4).get(0));
        assertThat(millis(trace)).isBetween(300.0, 10_000.0);
    }

    @Test
    void sequentialTrace_probesNothingBeyondTheTarget() {
        open(Lab.chain(2));
        JsonNode trace = trace(Family.V4, "--sequential");
        assertThat(trace.get("probesSent").intValue()).isEqualTo(9);
        assertThat(trace(Family.V4).get("probesSent").intValue()).isGreaterThan(9);
    }

    @Test
    void maxConcurrency_makesSilentHopsWaitForEachOther() {
        open(Lab.chain(2).blackhole(1));
        String[] fourHops = {"--no-adaptive", "-w", "300ms", "-q", "1", "-m", "4", "--max-concurrency", "1"};
        assertThat(millis(trace(Family.V4, fourHops))).isGreaterThan(850);
    }

    @Test
    void rateLimit_slowsTheTrace() {
        open(Lab.chain(1));
        assertThat(millis(trace(Family.V4, "--sequential", "--rate-limit", "10")))
                .isGreaterThan(450);
    }

    @Test
    void flow_isThatOfEachProbe() {
        open(Lab.chain(1));
        assertThat(probes(trace(Family.V4, "--flow", "7"), 0))
                .allSatisfy(probe -> assertThat(probe.get("flow").intValue()).isEqualTo(7));
    }

    @ParameterizedTest
    @CsvSource({"V4, 184", "V6, 0xb8"})
    void trafficClassAndSize_arriveAtTheRouters(Family family, String tos) {
        open(Lab.chain(2));
        for (JsonNode probe : probes(trace(family, "--tos", tos, "--size", "200"), 0)) {
            assertThat(probe.at("/quoted/tos").intValue()).isEqualTo(184);
            assertThat(probe.at("/quoted/length").intValue()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"V4, 60", "V6, 80"})
    void sizeNotGiven_isTheDefaultOfTheLibrary(Family family, int bytes) {
        open(Lab.chain(1));
        assertThat(trace(family).at("/hops/0/probes/0/quoted/length").intValue())
                .isEqualTo(bytes);
    }

    @Test
    void dontFragment_endsAtTheNarrowLink() {
        open(Lab.chain(3).mtu(2, 1400));
        JsonNode trace = trace(Family.V4, "--df", "--size", "1450");
        assertThat(trace.get("stopReason").asText()).isEqualTo("unreachable");
        List<JsonNode> hops = elements(trace.get("hops"));
        assertThat(elements(hops.get(hops.size() - 1).get("probes")))
                .anySatisfy(
                        probe -> assertThat(probe.path("nextMtu").intValue()).isEqualTo(1400));
    }

    @Test
    void fragmentation_isAllowedWithoutDf() {
        open(Lab.chain(3).mtu(2, 1400));
        assertThat(trace(Family.V4, "--size", "1450").get("reached").booleanValue())
                .isTrue();
    }

    @Test
    void transport_isTheOneAskedFor() {
        open(Lab.chain(1));
        assertThat(trace(Family.V4, "--transport", "dgram").get("transport").asText())
                .isEqualTo("dgram");
        assertThat(trace(Family.V4, "--transport", "auto").get("transport").asText())
                .isEqualTo("raw");
    }

    @Test
    void interfaceAndSource_decideWhereProbesLeave() {
        open(Lab.chain(1));
        assertThat(trace(Family.V4, "-i", "to-r1", "-s", text(lab.client(Family.V4)))
                        .get("reached")
                        .booleanValue())
                .isTrue();
        assertThat(trace(Family.V4, "-i", "lo", "-q", "1", "-w", "100ms")
                        .get("reached")
                        .booleanValue())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"V4, -U, udp, unreachable", "V6, -U, udp, unreachable", "V4, -T, tcp, reset", "V6, -T, tcp, reset"})
    void protocol_isWhatTheTargetAnswersTo(Family family, String option, String protocol, String outcome) {
        open(Lab.chain(2));
        JsonNode trace = trace(family, option);
        assertThat(trace.get("protocol").asText()).isEqualTo(protocol);
        assertThat(trace.get("reached").booleanValue()).isTrue();
        assertThat(addresses(trace)).isEqualTo(labHops(family));
        assertThat(probes(trace, 2))
                .allSatisfy(probe -> assertThat(probe.get("outcome").asText()).isEqualTo(outcome));
    }

    @Test
    void classicFlowMethod_countsTheFlowsUp() {
        open(Lab.chain(2));
        JsonNode trace = trace(Family.V4, "-U", "--flow-method", "classic", "--flow", "9");
        List<Integer> flows = elements(trace.get("hops")).stream()
                .flatMap(hop -> elements(hop.get("probes")).stream())
                .map(probe -> probe.get("flow").intValue())
                .toList();
        assertThat(flows).contains(9, 10, 11).doesNotHaveDuplicates();
        assertThat(addresses(trace)).isEqualTo(labHops(Family.V4));
    }

    @Test
    void linkLocalTarget_isReachedOnItsLink() {
        open(Lab.chain(1));
        String neighbour = lab.exec("r1", List.of("ip", "-6", "-o", "addr", "show", "scope", "link"))
                .stdout()
                .lines()
                .filter(line -> line.contains(" to-client "))
                .map(line -> line.replaceFirst(".* inet6 ([0-9a-f:]+)/.*", "$1"))
                .findFirst()
                .orElseThrow();
        JsonNode trace = document(run("trace", "--json", neighbour + "%to-r1"));
        assertThat(trace.get("reached").booleanValue()).isTrue();
        assertThat(trace.get("address").asText()).isEqualTo(neighbour + "%to-r1");
        assertThat(trace.get("hops")).hasSize(1);
    }

    @Test
    void protocolAndScriptOptions_areAccepted() {
        open(Lab.chain(1));
        assertThat(trace(Family.V4, "-I", "-4", "-n", "--no-enrich")
                        .get("protocol")
                        .asText())
                .isEqualTo("icmp");
    }

    private static List<JsonNode> probes(JsonNode trace, int hop) {
        return elements(trace.at("/hops/" + hop + "/probes"));
    }

    private static double millis(JsonNode trace) {
        return trace.get("durationMs").doubleValue();
    }
}
