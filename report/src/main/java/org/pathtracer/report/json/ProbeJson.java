// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import org.pathtracer.probe.HeaderChange;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeOutcome.Answer;
import org.pathtracer.probe.ProbeOutcome.IcmpError;
import org.pathtracer.probe.ProbeOutcome.SendFailed;
import org.pathtracer.probe.ProbeOutcome.TimeExceeded;
import org.pathtracer.probe.ProbeOutcome.Unreachable;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.probe.QuotedPacket;
import org.pathtracer.probe.Reception;
import org.pathtracer.report.format.AddressText;

/**
 * One probe and what became of it, as members of a JSON object.
 *
 * @since 0.1.0
 */
public final class ProbeJson {
    private final JsonDocument json;

    public ProbeJson(JsonDocument json) {
        this.json = json;
    }

    public void members(ProbeResult probe) throws IOException {
        json.number("sequence", probe.sequence());
        json.number("flow", probe.flow());
        outcome(probe.outcome());
        json.number("duplicates", probe.duplicates());
        if (probe.outcome() instanceof Answer) {
            json.bool("reordered", probe.reordered());
        }
    }

    /** What became of a probe, as members too. */
    public void outcome(ProbeOutcome outcome) throws IOException {
        json.string("outcome", name(outcome));
        if (outcome instanceof Answer answer) {
            reception(answer.reception());
        } else if (outcome instanceof SendFailed failure) {
            json.string("error", failure.errorName());
            json.string("advice", failure.advice());
        }
        if (outcome instanceof Unreachable unreachable) {
            json.number("nextMtu", unreachable.nextMtu());
        }
        if (outcome instanceof IcmpError error) {
            json.name("matching", error.quoted().matching());
            quoted(error.quoted());
            if (error.extensions().damaged()) {
                json.bool("extensionsDamaged", true);
            }
        }
    }

    /** A header field that is not as it was sent, as members of an object. */
    public void change(HeaderChange change) throws IOException {
        json.name("field", change.field());
        json.string("sent", change.sent());
        json.string("seen", change.seen());
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
                json.bool("natDetected", quoted.natDetected());
                if (!quoted.changes().isEmpty()) {
                    json.array("changes", quoted.changes(), change -> json.object(() -> change(change)));
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
