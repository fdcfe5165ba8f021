// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.IOException;
import org.pathtracer.ProbeOutcome;
import org.pathtracer.ProbeOutcome.Answer;
import org.pathtracer.ProbeOutcome.SendFailed;
import org.pathtracer.ProbeOutcome.TimeExceeded;
import org.pathtracer.ProbeOutcome.Unreachable;
import org.pathtracer.ProbeResult;
import org.pathtracer.QuotedPacket;
import org.pathtracer.Reception;

/** One probe and what became of it, as members of a JSON object. */
final class ProbeJson {
    private final JsonDocument json;

    ProbeJson(JsonDocument json) {
        this.json = json;
    }

    void members(ProbeResult probe) throws IOException {
        json.number("sequence", probe.sequence());
        json.number("flow", probe.flow());
        outcome(probe.outcome());
        json.number("duplicates", probe.duplicates());
    }

    /** What became of a probe, as members too. */
    void outcome(ProbeOutcome outcome) throws IOException {
        json.string("outcome", name(outcome));
        if (outcome instanceof Answer answer) {
            reception(answer.reception());
        } else if (outcome instanceof SendFailed failure) {
            json.string("error", failure.errorName());
            json.string("advice", failure.advice());
        }
        if (outcome instanceof TimeExceeded exceeded) {
            quoted(exceeded.quoted());
        } else if (outcome instanceof Unreachable unreachable) {
            json.number("nextMtu", unreachable.nextMtu());
            quoted(unreachable.quoted());
        }
    }

    private void reception(Reception reception) throws IOException {
        json.string("address", AddressText.of(reception.address()));
        json.millis("rttMs", reception.rtt());
        json.number("icmpType", reception.icmpType());
        json.number("icmpCode", reception.icmpCode());
        json.number("replyTtl", reception.replyTtl());
        json.name("timestampSource", reception.timestampSource());
        json.bool("late", reception.late());
    }

    private void quoted(QuotedPacket quoted) throws IOException {
        if (quoted.shown()) {
            json.object("quoted", () -> {
                json.number("ttl", quoted.ttl());
                json.number("tos", quoted.trafficClass());
                json.number("length", quoted.length());
                if (quoted.checksumChanged().isPresent()) {
                    json.bool("checksumChanged", quoted.checksumChanged().get());
                }
            });
        }
    }

    private static String name(ProbeOutcome outcome) {
        if (outcome instanceof ProbeOutcome.EchoReply) {
            return "echo-reply";
        } else if (outcome instanceof TimeExceeded) {
            return "time-exceeded";
        } else if (outcome instanceof Unreachable) {
            return "unreachable";
        } else if (outcome instanceof ProbeOutcome.TcpSynAck) {
            return "syn-ack";
        } else if (outcome instanceof ProbeOutcome.TcpReset) {
            return "reset";
        } else if (outcome instanceof ProbeOutcome.UdpReply) {
            return "udp-reply";
        } else if (outcome instanceof ProbeOutcome.Timeout) {
            return "timeout";
        } else if (outcome instanceof SendFailed) {
            return "send-failed";
        }
        throw new IllegalArgumentException("an outcome without a name: " + outcome);
    }
}
