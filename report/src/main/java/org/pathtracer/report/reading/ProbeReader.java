// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.pathtracer.probe.HeaderChange;
import org.pathtracer.probe.HeaderField;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.probe.QuotedPacket;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.result.QuotedPacketRecord;

/** Reads what became of probes. */
final class ProbeReader {
    private static final Duration LONGEST_RTT = Duration.ofDays(1);
    private static final int ICMP_UNREACHABLE = 3;
    private static final int ICMP_TIME_EXCEEDED = 11;
    private static final int ICMPV6_UNREACHABLE = 1;
    private static final int ICMPV6_TOO_BIG = 2;
    private static final int ICMPV6_TIME_EXCEEDED = 3;

    private ProbeReader() {}

    static ProbeResult probe(int ttl, JsonObject json) {
        return Results.probe(
                ttl,
                json.integer("sequence"),
                json.integer("flow"),
                outcome(json, IcmpExtensions.NONE),
                json.integer("duplicates"),
                json.truth("reordered"));
    }

    /** The same probe with what its router appended. */
    static ProbeResult with(ProbeResult probe, List<IcmpExtension> objects) {
        return Results.probe(
                probe.ttl(),
                probe.sequence(),
                probe.flow(),
                with(probe.outcome(), objects),
                probe.duplicates(),
                probe.reordered());
    }

    private static ProbeOutcome with(ProbeOutcome outcome, List<IcmpExtension> objects) {
        if (outcome instanceof ProbeOutcome.TimeExceeded exceeded) {
            return Results.timeExceeded(
                    exceeded.reception(), exceeded.quoted(), extensions(exceeded.extensions(), objects));
        } else if (outcome instanceof ProbeOutcome.Unreachable unreachable) {
            return Results.unreachable(
                    unreachable.reception(),
                    unreachable.reason(),
                    unreachable.nextMtu(),
                    unreachable.quoted(),
                    extensions(unreachable.extensions(), objects));
        }
        return outcome;
    }

    private static IcmpExtensions extensions(IcmpExtensions before, List<IcmpExtension> objects) {
        return new IcmpExtensions(objects, before.damaged());
    }

    static ProbeOutcome outcome(JsonObject json, IcmpExtensions appended) {
        String outcome = json.text("outcome");
        IcmpExtensions extensions =
                new IcmpExtensions(appended.objects(), json.truth("extensionsDamaged") || appended.damaged());
        return switch (outcome) {
            case "timeout" -> Results.timeout();
            case "send-failed" -> failure(json);
            case "echo-reply" -> Results.echoReply(reception(json));
            case "syn-ack" -> Results.synAck(reception(json));
            case "reset" -> Results.reset(reception(json));
            case "udp-reply" -> Results.udpReply(reception(json));
            case "time-exceeded" -> Results.timeExceeded(reception(json), quoted(json), extensions);
            case "unreachable" ->
                Results.unreachable(
                        reception(json), reason(json), json.optionalInt("nextMtu"), quoted(json), extensions);
            default -> throw json.damaged("outcome", "it is none of the outcomes that are known here");
        };
    }

    static ProbeOutcome.Answer answer(JsonObject json) {
        if (outcome(json, IcmpExtensions.NONE) instanceof ProbeOutcome.Answer answer) {
            return answer;
        }
        throw json.damaged("outcome", "it is no answer");
    }

    static ProbeOutcome.SendFailed failure(JsonObject json) {
        return Results.sendFailed(json.text("error"), json.text("advice"));
    }

    /** Failures to send, and how often each came. */
    static Map<ProbeOutcome.SendFailed, Long> failures(JsonObject json) {
        return json.objects("sendFailures", failure -> Map.entry(failure(failure), failure.count("count"))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
    }

    /** What a size of a path MTU search stands on, of which a document has the answer without its kind. */
    static ProbeOutcome evidence(JsonObject json) {
        if (json.has("error")) {
            return failure(json);
        } else if (!json.has("address")) {
            return Results.timeout();
        }
        Reception reception = Results.reception(
                json.address("address"),
                rtt(json),
                TimestampSource.USER,
                OptionalInt.empty(),
                json.optionalInt("icmpType"),
                json.optionalInt("icmpCode"),
                false);
        QuotedPacket quoted = QuotedPacketRecord.notShown(Matching.TAG);
        boolean ipv4 = reception.address() instanceof Inet4Address;
        int type = reception.icmpType().orElse(-1);
        if (type == (ipv4 ? ICMP_TIME_EXCEEDED : ICMPV6_TIME_EXCEEDED)) {
            return Results.timeExceeded(reception, quoted, IcmpExtensions.NONE);
        }
        boolean unreachable = ipv4 ? type == ICMP_UNREACHABLE : type == ICMPV6_UNREACHABLE || type == ICMPV6_TOO_BIG;
        return unreachable || json.has("nextMtu")
                ? Results.unreachable(reception, reason(json), json.optionalInt("nextMtu"), quoted, IcmpExtensions.NONE)
                : Results.echoReply(reception);
    }

    private static Reception reception(JsonObject json) {
        return Results.reception(
                json.address("address"),
                rtt(json),
                json.name("timestampSource", TimestampSource.class),
                json.optionalInt("replyTtl"),
                json.optionalInt("icmpType"),
                json.optionalInt("icmpCode"),
                json.truth("late"));
    }

    /** One that statistics can be made of. */
    private static Duration rtt(JsonObject json) {
        Duration rtt = json.millis("rttMs");
        if (rtt.isNegative() || rtt.compareTo(LONGEST_RTT) > 0) {
            throw json.damaged("rttMs", "it is out of range");
        }
        return rtt;
    }

    /** What type and code say (RFC 792, RFC 4443). */
    private static UnreachableReason reason(JsonObject json) {
        boolean ipv4 = json.address("address") instanceof Inet4Address;
        OptionalInt type = json.optionalInt("icmpType");
        int code = json.optionalInt("icmpCode").orElse(-1);
        if (json.has("nextMtu") || type.isPresent() && !ipv4 && type.getAsInt() == ICMPV6_TOO_BIG) {
            return UnreachableReason.FRAGMENTATION_NEEDED;
        }
        boolean usual = type.isPresent() && type.getAsInt() == (ipv4 ? ICMP_UNREACHABLE : ICMPV6_UNREACHABLE);
        if (!usual) {
            return UnreachableReason.OTHER;
        }
        return ipv4 ? UnreachableReason.ofIcmp(code) : UnreachableReason.ofIcmpv6(code);
    }

    private static QuotedPacket quoted(JsonObject json) {
        Matching matching = json.name("matching", Matching.class);
        Optional<JsonObject> quoted = json.optionalObject("quoted");
        return quoted.<QuotedPacket>map(shown -> new QuotedPacketRecord(
                        shown.optionalInt("ttl"),
                        shown.optionalInt("tos"),
                        shown.optionalInt("length"),
                        shown.optionalTruth("checksumChanged"),
                        shown.objects(
                                "changes",
                                change -> new HeaderChange(
                                        change.name("field", HeaderField.class),
                                        change.text("sent"),
                                        change.text("seen"))),
                        matching))
                .orElseGet(() -> QuotedPacketRecord.notShown(matching));
    }

    static IcmpExtension extension(JsonObject json) {
        return switch (json.text("kind")) {
            case "mpls-label-stack" -> new IcmpExtension.MplsLabelStack(json.objects("labels", ProbeReader::label));
            case "interface-information" ->
                new IcmpExtension.InterfaceInformation(
                        json.name("role", IcmpExtension.InterfaceRole.class),
                        json.optionalLong("ifIndex"),
                        json.optionalAddress("address"),
                        json.optionalText("name"),
                        json.optionalLong("mtu"));
            case "unknown" -> new IcmpExtension.Unknown(json.integer("class"), json.integer("type"), json.text("hex"));
            default -> throw json.damaged("kind", "it is none of the kinds that are known here");
        };
    }

    static MplsLabel label(JsonObject json) {
        return new MplsLabel(json.integer("label"), json.integer("tc"), json.truth("bottom"), json.integer("ttl"));
    }
}
