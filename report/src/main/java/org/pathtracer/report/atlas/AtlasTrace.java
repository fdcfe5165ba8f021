// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.atlas;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.Hop;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.probe.Reception;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.json.JsonDocument;

/**
 * Traces as results of type traceroute.
 *
 * @since 0.1.0
 */
public final class AtlasTrace {
    private final JsonDocument json;

    private AtlasTrace(JsonDocument json) {
        this.json = json;
    }

    /** Returns a result. */
    public static String of(TraceResult trace, boolean compact) {
        JsonDocument json = new JsonDocument(compact);
        AtlasTrace writer = new AtlasTrace(json);
        return json.write(() -> writer.result(trace));
    }

    /** Returns an array of results, one for each target that was traced. */
    public static String of(BulkTraceResult traces, boolean compact) {
        JsonDocument json = new JsonDocument(compact);
        AtlasTrace writer = new AtlasTrace(json);
        List<TraceResult> all = traces.targets().stream()
                .flatMap(series -> series.trace().stream())
                .toList();
        return json.writeArray(all, trace -> json.object(() -> writer.result(trace)));
    }

    private void result(TraceResult trace) throws IOException {
        AtlasHead head = new AtlasHead(json, trace);
        head.begin(trace.target(), Optional.of(trace.address()));
        json.number("paris_id", flow(trace));
        json.number("endtime", trace.started().plus(trace.duration()).getEpochSecond());
        // It knows no hop that was not asked.
        json.array(
                "result",
                trace.hops().stream().filter(hop -> hop.inferred().isEmpty()).toList(),
                this::hop);
        head.end("traceroute", "Traceroute");
    }

    private static int flow(TraceResult trace) {
        return trace.hops().stream()
                .flatMap(hop -> hop.probes().stream())
                .map(ProbeResult::flow)
                .findFirst()
                .orElse(0);
    }

    private void hop(Hop hop) throws IOException {
        json.object(() -> {
            json.number("hop", hop.ttl());
            json.array("result", hop.probes(), probe -> json.object(() -> outcome(probe.outcome())));
        });
    }

    private void outcome(ProbeOutcome outcome) throws IOException {
        if (outcome instanceof ProbeOutcome.SendFailed failure) {
            json.string("error", failure.operation() + " failed: " + failure.errorName());
        } else if (outcome instanceof ProbeOutcome.Answer answer) {
            answer(answer);
        } else {
            json.string("x", "*");
        }
    }

    private void answer(ProbeOutcome.Answer answer) throws IOException {
        Reception reception = answer.reception();
        json.string("from", AddressText.of(reception.address()));
        if (reception.late()) {
            // By how many probes is not known; a late answer has no time there.
            json.number("late", 1);
        } else {
            json.millis("rtt", reception.rtt());
        }
        json.number("ttl", reception.replyTtl());
        if (answer instanceof ProbeOutcome.TcpSynAck) {
            json.string("flags", "SA");
        } else if (answer instanceof ProbeOutcome.TcpReset) {
            json.string("flags", "R");
        } else if (answer instanceof ProbeOutcome.IcmpError error) {
            error(error);
        }
    }

    private void error(ProbeOutcome.IcmpError error) throws IOException {
        if (error instanceof ProbeOutcome.Unreachable unreachable) {
            unreachable(unreachable);
        }
        OptionalInt ttl = error.quoted().ttl();
        if (ttl.isPresent() && ttl.getAsInt() != 1) {
            json.number("ittl", ttl);
        }
        OptionalInt tos = error.quoted().trafficClass();
        if (tos.isPresent() && tos.getAsInt() != 0) {
            json.number("itos", tos);
        }
        List<IcmpExtension> objects = error.extensions().objects();
        if (!objects.isEmpty()) {
            json.object("icmpext", () -> {
                json.number("version", 2);
                json.number("rfc4884", 1);
                json.array("obj", objects, this::extension);
            });
        }
    }

    private void unreachable(ProbeOutcome.Unreachable unreachable) throws IOException {
        String letter = switch (unreachable.reason()) {
            case NETWORK -> "N";
            case HOST -> "H";
            case PROTOCOL -> "P";
            case PORT -> "p";
            case PROHIBITED -> "A";
            case BEYOND_SCOPE -> "h";
            default -> "";
        };
        if (letter.isEmpty()) {
            json.number("err", unreachable.reception().icmpCode());
        } else {
            json.string("err", letter);
        }
        json.number("mtu", unreachable.nextMtu());
    }

    /** RFC 4884 section 8: class and type of each object. */
    private void extension(IcmpExtension extension) throws IOException {
        json.object(() -> {
            if (extension instanceof IcmpExtension.MplsLabelStack stack) {
                json.number("class", 1);
                json.number("type", 1);
                json.array("mpls", stack.labels(), this::label);
            } else if (extension instanceof IcmpExtension.Unknown unknown) {
                json.number("class", unknown.classNumber());
                json.number("type", unknown.type());
            } else {
                json.number("class", 2);
                json.number("type", 0);
            }
        });
    }

    private void label(MplsLabel label) throws IOException {
        json.object(() -> {
            json.number("exp", label.trafficClass());
            json.number("label", label.label());
            json.number("s", label.bottom() ? 1 : 0);
            json.number("ttl", label.ttl());
        });
    }
}
