// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.Rejection;
import org.pathtracer.samples.Schemas;

/** What a trace shows, and with which status it ends. */
class TraceIT extends CommandInLab {
    @ParameterizedTest
    @EnumSource
    void privilegedTrace_showsThePath(Family family) {
        open(Lab.chain(5));
        CommandResult result = run(traceLine(family));
        JsonNode trace = document(result);
        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr()).isEmpty();
        assertThat(addresses(trace)).isEqualTo(labHops(family));
        assertThat(trace.get("transport").asText()).isEqualTo("raw");
        assertThat(trace.get("reached").booleanValue()).isTrue();
        assertThat(trace.get("stopReason").asText()).isEqualTo("destination");
    }

    @ParameterizedTest
    @EnumSource
    void unprivilegedTrace_showsTheSame(Family family) {
        open(Lab.chain(5));
        CommandResult result = runUnprivileged(Lab.CLIENT, traceLine(family));
        JsonNode trace = document(result);
        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr()).isEmpty();
        assertThat(addresses(trace)).isEqualTo(labHops(family));
        assertThat(trace.get("transport").asText()).isEqualTo("dgram");
        assertThat(trace.get("transportReason").asText()).contains("raw: ");
    }

    @Test
    void severalTargets_areTracedTogetherInEachForm() {
        open(Lab.chain(3));
        lab.answerFor("10.98.0.0/27");
        for (int i = 1; i <= 3; i++) {
            String next = i == 3 ? text(lab.target(Family.V4)) : text(lab.routerAddress(i + 1, Family.V4));
            lab.exec(Lab.router(i), "ip", "route", "replace", "10.98.0.0/27", "via", next)
                    .expectSuccess();
        }
        List<String> routers = labHops(Family.V4).subList(0, 3);
        CommandResult lines = runUnprivileged(Lab.CLIENT, "trace", "-T", "--stop-set", "--jsonl", "10.98.0.0/27");
        assertThat(lines.exitCode()).as(lines.stderr()).isZero();
        List<JsonNode> traces = lines.stdout()
                .lines()
                .map(line -> Schemas.valid("trace-1.json", line))
                .toList();
        assertThat(traces).hasSize(30).allSatisfy(trace -> {
            List<JsonNode> hops = elements(trace.get("hops"));
            assertThat(hops).hasSize(4);
            assertThat(hops.subList(0, 3).stream()
                            .map(hop -> hop.at(hop.has("inferred") ? "/inferred/address" : "/responders/0/address")
                                    .asText()))
                    .containsExactlyElementsOf(routers);
        });
        // They come in the order in which they end.
        assertThat(traces).anyMatch(trace -> trace.at("/hops/0").has("inferred"));
        CommandResult all = run("trace", "--json", "10.98.0.1", "10.98.0.2");
        assertThat(Schemas.valid("traces-1.json", all.stdout()).get("targets")).hasSize(2);
        CommandResult text = run("trace", "10.98.0.1", "10.98.0.2");
        assertThat(text.exitCode()).isZero();
        assertThat(text.stdout()).contains("2 of 2 targets reached");
    }

    @Test
    void optionOfSeveralTargets_isRefusedForOne() {
        open(Lab.chain(1));
        CommandResult result = run("trace", "--stop-set", "127.0.0.1");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stderr()).contains("for several targets");
    }

    @ParameterizedTest
    @EnumSource
    void text_hasALinePerHop(Family family) {
        open(Lab.chain(3).silent(2));
        CommandResult result = run("trace", "--no-enrich", text(lab.target(family)));
        List<String> lines = result.stdout().lines().toList();
        List<String> hops = labHops(family);
        assertThat(result.exitCode()).isZero();
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0))
                .contains(" (" + hops.get(3) + "), 30 hops max, ")
                .endsWith(" byte packets, ICMP over raw");
        assertThat(lines.get(1)).matches(hopLine(1, hops.get(0)));
        assertThat(lines.get(2)).isEqualTo("  2  *  *  *");
        assertThat(lines.get(3)).matches(hopLine(3, hops.get(2)));
        assertThat(lines.get(4)).matches(hopLine(4, hops.get(3)));
        assertThat(lines.get(5)).matches("reached in 4 hops, .*, 9 of 12 probes answered");
        assertThat(result.stdout()).doesNotContain("\033");
    }

    private static String hopLine(int ttl, String address) {
        return " +" + ttl + " +" + address + "( +\\d+\\.\\d{3} ms){3}";
    }

    @ParameterizedTest
    @CsvSource({
        "V4, NET, !N", "V4, HOST, !H", "V4, ADMIN_PROHIBITED, !X",
        "V6, NET, !N", "V6, HOST, !H", "V6, ADMIN_PROHIBITED, !X",
    })
    void refusingRouter_isMarked(Family family, Rejection rejection, String mark) {
        open(Lab.chain(3).rejecting(2, rejection));
        CommandResult result = run("trace", text(lab.target(family)));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stdout())
                .contains(" ms " + mark)
                .contains("not reached: " + labHops(family).get(1) + " says");
        JsonNode trace = trace(family);
        assertThat(trace.get("stopReason").asText()).isEqualTo("unreachable");
        assertThat(trace.get("reached").booleanValue()).isFalse();
        List<JsonNode> hops = elements(trace.get("hops"));
        assertThat(elements(hops.get(hops.size() - 1).get("probes")))
                .anySatisfy(probe -> assertThat(probe.get("outcome").asText()).isEqualTo("unreachable"));
    }

    @ParameterizedTest
    @EnumSource
    void blackhole_isNotReached(Family family) {
        open(Lab.chain(3).blackhole(1));
        CommandResult result = run(traceLine(family, "-q", "1", "-w", "300ms"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(document(result).get("stopReason").asText()).isEqualTo("gap-limit");
    }

    @ParameterizedTest
    @EnumSource
    void hostWithoutRoute_isSaidAloud(Family family) {
        open(Lab.chain(1));
        String target = text(lab.target(family));
        lab.linkDown();
        CommandResult text = run("trace", target);
        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.stdout()).containsOnlyOnce("    ENETUNREACH: ");
        assertThat(text.stderr()).contains("no probe could leave this host: ENETUNREACH, ");
        CommandResult json = run("trace", "--json", target);
        assertThat(document(json).at("/hops/0/probes/0/error").asText()).isEqualTo("ENETUNREACH");
        assertThat(json.stderr()).contains("no probe could leave this host");
    }
}
