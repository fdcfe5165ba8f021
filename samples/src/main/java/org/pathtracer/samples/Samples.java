// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.samples;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.pathtracer.Hop;
import org.pathtracer.Limit;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TraceResult;
import org.pathtracer.TransportLimit;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.IpPrefix;
import org.pathtracer.enrich.Location;
import org.pathtracer.enrich.NetworkLabel;
import org.pathtracer.enrich.Origin;
import org.pathtracer.enrich.Registration;
import org.pathtracer.enrich.Segment;
import org.pathtracer.probe.HeaderChange;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.probe.QuotedPacket;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.EchoReplyRecord;
import org.pathtracer.result.EnrichmentReportRecord;
import org.pathtracer.result.HopInfoRecord;
import org.pathtracer.result.HopRecord;
import org.pathtracer.result.ProbeResultRecord;
import org.pathtracer.result.QuotedPacketRecord;
import org.pathtracer.result.ReceptionRecord;
import org.pathtracer.result.RunRecord;
import org.pathtracer.result.TimeExceededRecord;
import org.pathtracer.result.TimeoutRecord;
import org.pathtracer.result.TraceResultRecord;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.result.UnreachableRecord;

/** Results made by hand. */
public final class Samples {
    public static final ProbeOutcome TIMEOUT = new TimeoutRecord();
    public static final ProbeOutcome NO_ROUTE =
            new ProbeOutcome.SendFailed("sendmmsg", 101, "ENETUNREACH", "this host has no route there");
    private static final QuotedPacket QUOTED = new QuotedPacketRecord(
            OptionalInt.of(1), OptionalInt.of(184), OptionalInt.of(60), Optional.of(false), List.of(), Matching.TAG);

    /** An address of which everything is known. */
    public static final AddressInfo OWNER = new AddressInfoRecord(
            Optional.of("edge.provider.test"),
            Optional.of(new Origin(
                    List.of(64501L, 64502L),
                    Optional.of("PROVIDER, DE"),
                    Optional.of(new IpPrefix(address("2001:db8::"), 32)),
                    Optional.of("FR"),
                    Optional.of("ripencc"))),
            Optional.of(new Location(
                    Optional.of("DE"), Optional.of("Berlin"), OptionalDouble.of(52.5), OptionalDouble.of(13.25))),
            Optional.of(new Registration(
                    Optional.of("NET-1"), Optional.of("PROV"), Optional.of("Provider GmbH"), Optional.of("DE"))),
            Optional.of(new NetworkLabel(NetworkLabel.Kind.IXP, "Exchange")),
            Optional.of(Segment.ISP));

    private Samples() {}

    /** The hop, with what is known of its responder. */
    public static Hop known(Hop hop, String responder, AddressInfo info) {
        return HopRecord.withInfo(
                hop, new HopInfoRecord(Map.of(address(responder), info), info.segment(), info.asns()));
    }

    public static InetAddress address(String text) {
        return CanonicalAddress.read(text).orElseThrow();
    }

    public static ProbeOutcome echo(String from, long micros) {
        return new EchoReplyRecord(reception(from, micros, 0, 0, false));
    }

    public static ProbeOutcome exceeded(String from, long micros) {
        return new TimeExceededRecord(reception(from, micros, 11, 0, false), QUOTED, IcmpExtensions.NONE);
    }

    public static ProbeOutcome late(String from, long micros) {
        return new TimeExceededRecord(
                reception(from, micros, 11, 0, true), QuotedPacketRecord.notShown(Matching.TAG), IcmpExtensions.NONE);
    }

    public static ProbeOutcome unreachable(String from, long micros, UnreachableReason reason) {
        OptionalInt mtu = reason == UnreachableReason.FRAGMENTATION_NEEDED ? OptionalInt.of(1400) : OptionalInt.empty();
        return new UnreachableRecord(reception(from, micros, 3, 1, false), reason, mtu, QUOTED, IcmpExtensions.NONE);
    }

    /** A time exceeded whose quote differs from what was sent, and to which something was appended. */
    public static ProbeOutcome telling(
            String from, long micros, List<HeaderChange> changes, IcmpExtension... appended) {
        QuotedPacket quoted = new QuotedPacketRecord(
                OptionalInt.of(1), OptionalInt.of(0), OptionalInt.of(60), Optional.of(true), changes, Matching.NUMBER);
        return new TimeExceededRecord(
                reception(from, micros, 11, 0, false), quoted, new IcmpExtensions(List.of(appended), true));
    }

    /** Recognised by being the only one in flight. */
    public static ProbeOutcome eliminated(String from, long micros) {
        return new TimeExceededRecord(
                reception(from, micros, 11, 0, false),
                QuotedPacketRecord.notShown(Matching.ONLY_CANDIDATE),
                IcmpExtensions.NONE);
    }

    public static Hop hop(int ttl, ProbeOutcome... outcomes) {
        List<ProbeResult> probes = new ArrayList<>();
        for (ProbeOutcome outcome : outcomes) {
            probes.add(new ProbeResultRecord(ttl, probes.size(), 0, outcome, 0));
        }
        return new HopRecord(ttl, probes);
    }

    public static TraceResult result(StopReason reason, Hop... hops) {
        return result(reason == StopReason.DESTINATION, reason, 0, hops);
    }

    public static TraceResult result(boolean reached, StopReason reason, long lostHere, Hop... hops) {
        List<Hop> all = List.of(hops);
        return new TraceResultRecord(
                "target.example",
                address("192.0.2.1"),
                new RunRecord(
                        Protocol.ICMP,
                        new TransportChoiceRecord(
                                "raw",
                                "asked for",
                                List.of(new Limit<>(TransportLimit.OTHER, "It sees\u0007 little.")),
                                lostHere),
                        Instant.parse("2026-11-21T05:00:00.5Z"),
                        Duration.ofNanos(45_200_001),
                        reason,
                        all.stream().mapToInt(Hop::sent).sum(),
                        all.stream().mapToInt(Hop::received).sum()),
                reached,
                all,
                AddressInfoRecord.NONE,
                EnrichmentReportRecord.NONE);
    }

    private static Reception reception(String from, long micros, int type, int code, boolean late) {
        return new ReceptionRecord(
                address(from),
                Duration.ofNanos(micros * 1000),
                TimestampSource.KERNEL,
                OptionalInt.of(63),
                OptionalInt.of(type),
                OptionalInt.of(code),
                late);
    }
}
