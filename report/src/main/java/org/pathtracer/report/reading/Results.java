// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.Hop;
import org.pathtracer.MonitorPath;
import org.pathtracer.MonitorSeries;
import org.pathtracer.PathChange;
import org.pathtracer.PingSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.StopReason;
import org.pathtracer.enrich.HopInfo;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.probe.QuotedPacket;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.result.EchoReplyRecord;
import org.pathtracer.result.HopRecord;
import org.pathtracer.result.MonitorHopRecord;
import org.pathtracer.result.MonitorPathRecord;
import org.pathtracer.result.MonitorSeriesRecord;
import org.pathtracer.result.PathChangeRecord;
import org.pathtracer.result.PingReplyRecord;
import org.pathtracer.result.PingSeriesRecord;
import org.pathtracer.result.ProbeResultRecord;
import org.pathtracer.result.ReceptionRecord;
import org.pathtracer.result.TcpResetRecord;
import org.pathtracer.result.TcpSynAckRecord;
import org.pathtracer.result.TimeExceededRecord;
import org.pathtracer.result.TimeoutRecord;
import org.pathtracer.result.UdpReplyRecord;
import org.pathtracer.result.UnreachableRecord;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.WindowStatistics;
import org.pathtracer.trace.InferredHop;
import org.pathtracer.trace.LossVerdict;

/** Makes results and their parts. */
final class Results {
    private Results() {}

    static Hop hop(int ttl, List<ProbeResult> probes, Optional<LossVerdict> lossVerdict, HopInfo info) {
        return new HopRecord(ttl, probes, lossVerdict, info);
    }

    static Hop inferred(int ttl, InferredHop router) {
        return HopRecord.inferred(ttl, router);
    }

    static ProbeResult probe(int ttl, int sequence, int flow, ProbeOutcome outcome, int duplicates, boolean reordered) {
        return new ProbeResultRecord(ttl, sequence, flow, outcome, duplicates, reordered);
    }

    static PingSeries pingSeries(
            PingTarget target,
            Statistics statistics,
            WindowStatistics windows,
            PingSeries.Counts counts,
            Map<ProbeOutcome.SendFailed, Long> sendFailures,
            List<PingReply> replies,
            long repliesLeftOut,
            List<Outage> outages,
            long outagesLeftOut) {
        return new PingSeriesRecord(
                target, statistics, windows, counts, sendFailures, replies, repliesLeftOut, outages, outagesLeftOut);
    }

    static PingReply pingReply(long sequence, ProbeOutcome.Answer answer, boolean reordered) {
        return new PingReplyRecord(sequence, answer, reordered);
    }

    static MonitorSeries monitorSeries(
            PingTarget target,
            long cycles,
            long reachedCycles,
            List<MonitorHop> hops,
            MonitorPath path,
            List<PathChange> pathChanges,
            long pathChangesLeftOut,
            List<Outage> outages,
            long outagesLeftOut,
            Map<ProbeOutcome.SendFailed, Long> sendFailures) {
        return new MonitorSeriesRecord(
                target,
                cycles,
                reachedCycles,
                hops,
                path,
                pathChanges,
                pathChangesLeftOut,
                outages,
                outagesLeftOut,
                sendFailures);
    }

    static MonitorHop monitorHop(
            int ttl,
            List<MonitorHop.HopResponder> responders,
            Statistics statistics,
            WindowStatistics windows,
            List<Optional<Duration>> recent,
            long late,
            long duplicates,
            long notSent) {
        return new MonitorHopRecord(ttl, responders, statistics, windows, recent, late, duplicates, notSent);
    }

    static MonitorPath monitorPath(
            int firstTtl, List<Optional<InetAddress>> hops, boolean reached, Optional<StopReason> end) {
        return new MonitorPathRecord(firstTtl, hops, reached, end);
    }

    static PathChange pathChange(long cycle, Duration at, MonitorPath before, MonitorPath after) {
        return new PathChangeRecord(cycle, at, before, after);
    }

    static Reception reception(
            InetAddress address,
            Duration rtt,
            TimestampSource timestampSource,
            OptionalInt replyTtl,
            OptionalInt icmpType,
            OptionalInt icmpCode,
            boolean late) {
        return new ReceptionRecord(address, rtt, timestampSource, replyTtl, icmpType, icmpCode, late);
    }

    static ProbeOutcome timeout() {
        return new TimeoutRecord();
    }

    /** A document does not say which system call it was, and the error's number. */
    static ProbeOutcome.SendFailed sendFailed(String errorName, String advice) {
        return new ProbeOutcome.SendFailed("send", 0, errorName, advice);
    }

    static ProbeOutcome echoReply(Reception reception) {
        return new EchoReplyRecord(reception);
    }

    static ProbeOutcome synAck(Reception reception) {
        return new TcpSynAckRecord(reception);
    }

    static ProbeOutcome reset(Reception reception) {
        return new TcpResetRecord(reception);
    }

    static ProbeOutcome udpReply(Reception reception) {
        return new UdpReplyRecord(reception);
    }

    static ProbeOutcome timeExceeded(Reception reception, QuotedPacket quoted, IcmpExtensions extensions) {
        return new TimeExceededRecord(reception, quoted, extensions);
    }

    static ProbeOutcome unreachable(
            Reception reception,
            UnreachableReason reason,
            OptionalInt nextMtu,
            QuotedPacket quoted,
            IcmpExtensions extensions) {
        return new UnreachableRecord(reception, reason, nextMtu, quoted, extensions);
    }
}
