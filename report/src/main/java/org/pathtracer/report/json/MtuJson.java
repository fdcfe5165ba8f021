// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import org.pathtracer.PathMtuResult;
import org.pathtracer.mtu.LimitingHop;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.report.format.AddressText;

/**
 * A path MTU for programs; docs/schema/mtu-1.json describes it.
 *
 * @since 0.1.0
 */
public final class MtuJson {
    private final JsonDocument json;

    private final RunFacts facts;

    private MtuJson(RunFacts facts, boolean compact) {
        this(facts, new JsonDocument(compact));
    }

    /** Writes parts into a document of another kind. */
    MtuJson(RunFacts facts, JsonDocument json) {
        this.facts = facts;
        this.json = json;
    }

    public static String of(PathMtuResult result, RunFacts facts, boolean compact) {
        MtuJson writer = new MtuJson(facts, compact);
        return writer.json.write(() -> writer.members(result));
    }

    private void members(PathMtuResult result) throws IOException {
        json.string("schema", "pathtracer/mtu/1");
        json.string("target", result.target());
        json.string("address", AddressText.of(result.address()));
        json.transport(result.protocol(), result.transport());
        json.string("started", result.started().toString());
        json.millis("durationMs", result.duration());
        json.bool("networkChanged", result.networkChanged());
        json.name("stopReason", result.stopReason());
        json.name("verdict", result.verdict());
        json.number("pathMtu", result.pathMtu());
        json.number("reportedMtu", result.reportedMtu());
        if (result.limitingHop().isPresent()) {
            LimitingHop hop = result.limitingHop().get();
            json.object("limitingHop", () -> limitingHop(hop));
        }
        json.number("probesSent", result.probesSent());
        json.number("repliesReceived", result.repliesReceived());
        json.array("steps", result.steps(), this::step);
        facts.members(result, json);
    }

    private void limitingHop(LimitingHop hop) throws IOException {
        json.number("ttl", hop.ttl());
        json.string("address", hop.address().map(AddressText::of));
        json.number("silentBehind", hop.silentBehind());
    }

    void step(SizeStep step) throws IOException {
        json.object(() -> {
            json.number("size", step.size());
            json.name("outcome", step.outcome());
            json.number("sent", step.sent());
            evidence(step.evidence());
        });
    }

    private void evidence(ProbeOutcome evidence) throws IOException {
        if (evidence instanceof ProbeOutcome.Answer answer) {
            json.string("address", AddressText.of(answer.reception().address()));
            json.millis("rttMs", answer.reception().rtt());
            json.number("icmpType", answer.reception().icmpType());
            json.number("icmpCode", answer.reception().icmpCode());
        }
        if (evidence instanceof ProbeOutcome.Unreachable unreachable) {
            json.number("nextMtu", unreachable.nextMtu());
        } else if (evidence instanceof ProbeOutcome.SendFailed failure) {
            json.string("error", failure.errorName());
            json.string("advice", failure.advice());
        }
    }
}
