// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.pathtracer.Hop;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.probe.QuotedPacket;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;

/** Results made by hand. */
public final class Traces {
    public static final ProbeOutcome LOST = new TimeoutRecord();

    private Traces() {}

    public static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static Reception reception(String from, double millis, OptionalInt replyTtl) {
        return new ReceptionRecord(
                address(from),
                Duration.ofNanos(Math.round(millis * 1e6)),
                TimestampSource.KERNEL,
                replyTtl,
                OptionalInt.of(11),
                OptionalInt.of(0),
                false);
    }

    public static ProbeOutcome exceeded(String from, double millis) {
        return exceeded(from, QuotedPacketRecord.notShown(Matching.TAG), millis);
    }

    public static ProbeOutcome exceeded(String from, QuotedPacket quoted, double millis) {
        return new TimeExceededRecord(reception(from, millis, OptionalInt.empty()), quoted, IcmpExtensions.NONE);
    }

    public static Hop hop(int ttl, ProbeOutcome... outcomes) {
        List<ProbeResult> probes = new ArrayList<>();
        for (ProbeOutcome outcome : outcomes) {
            probes.add(new ProbeResultRecord(ttl, probes.size(), 0, outcome, 0));
        }
        return new HopRecord(ttl, probes);
    }

    public static Hop hop(int ttl, String from, double... millis) {
        ProbeOutcome[] outcomes = new ProbeOutcome[millis.length];
        for (int i = 0; i < millis.length; i++) {
            outcomes[i] = exceeded(from, millis[i]);
        }
        return hop(ttl, outcomes);
    }

    public static TraceResult trace(boolean reached, Hop... hops) {
        return trace("192.0.2.80", reached, hops);
    }

    public static TraceResult trace(String target, boolean reached, Hop... hops) {
        return new TraceResultRecord(
                target,
                address(target),
                new RunRecord(
                        Protocol.ICMP,
                        new TransportChoiceRecord("test", "asked for", List.of()),
                        Instant.EPOCH,
                        Duration.ZERO,
                        reached ? StopReason.DESTINATION : StopReason.MAX_HOPS,
                        0,
                        0),
                reached,
                List.of(hops),
                AddressInfoRecord.NONE,
                EnrichmentReportRecord.NONE);
    }
}
