// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.pathtracer.Limit;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TransportLimit;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.result.PingCountsRecord;
import org.pathtracer.result.PingReplyRecord;
import org.pathtracer.result.PingResultRecord;
import org.pathtracer.result.PingSeriesRecord;
import org.pathtracer.result.PingSummaryRecord;
import org.pathtracer.result.PingTargetRecord;
import org.pathtracer.result.RunRecord;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.samples.Samples;
import org.pathtracer.statistics.Statistics;

/** Pings made by hand. */
public final class PingSamples {
    private PingSamples() {}

    /** With everything that can happen. */
    public static PingSeries eventful(String target) {
        return new PingSeriesRecord(
                PingTargetRecord.at(target, Samples.address("192.0.2.1")),
                statistics(10, 1000, 3000, 2000),
                new PingCountsRecord(1, 2, 3, 4, 5),
                Map.of((ProbeOutcome.SendFailed) Samples.NO_ROUTE, 7L),
                List.of(
                        reply(0, Samples.echo("192.0.2.1", 1000), false),
                        reply(1, Samples.unreachable("192.0.2.8", 900, UnreachableReason.FRAGMENTATION_NEEDED), true),
                        reply(2, Samples.late("192.0.2.9", 2_100_000), false)),
                12,
                List.of(
                        new Outage(5, 3, Duration.ofSeconds(5), Duration.ofSeconds(3), true),
                        new Outage(20, 2, Duration.ofSeconds(20), Duration.ofSeconds(2), false)),
                1);
    }

    public static PingSeries plain(String target, int sent, long... micros) {
        return new PingSeriesRecord(
                PingTargetRecord.at(target, Samples.address(target)),
                statistics(sent, micros),
                PingCountsRecord.NONE,
                Map.of(),
                List.of(),
                0,
                List.of(),
                0);
    }

    public static PingSeries unknown(String target) {
        return new PingSeriesRecord(
                PingTargetRecord.failed(target, new UnknownTargetException(target + " is not known")),
                Statistics.of(0, List.of()),
                PingCountsRecord.NONE,
                Map.of(),
                List.of(),
                0,
                List.of(),
                0);
    }

    public static PingResult result(PingSeries... series) {
        return result(0, StopReason.COMPLETED, series);
    }

    public static PingResult result(long lostHere, StopReason end, PingSeries... series) {
        return new PingResultRecord(
                new RunRecord(
                        Protocol.ICMP,
                        new TransportChoiceRecord(
                                "raw",
                                "asked for",
                                List.of(new Limit<>(TransportLimit.OTHER, "It sees little.")),
                                lostHere),
                        Instant.parse("2026-11-21T05:00:00.5Z"),
                        Duration.ofMillis(4200),
                        end,
                        Arrays.stream(series).mapToLong(PingSeries::sent).sum(),
                        Arrays.stream(series)
                                .mapToLong(one -> one.replies().size() + one.repliesLeftOut())
                                .sum()),
                List.of(series));
    }

    /** Of targets that are not listed. */
    public static PingResult summary() {
        PingResult some = result(eventful("a.example"), plain("192.0.2.7", 3, 1000, 2000));
        return new PingSummaryRecord(
                RunRecord.of(some),
                4,
                2,
                3,
                some.statistics(),
                some.counts(),
                new PingCountsRecord(1, 1, 0, 0, 0),
                some.sendFailures());
    }

    private static PingReply reply(long sequence, ProbeOutcome answer, boolean reordered) {
        return new PingReplyRecord(sequence, (ProbeOutcome.Answer) answer, reordered);
    }

    private static Statistics statistics(int sent, long... micros) {
        return Statistics.of(
                sent,
                Arrays.stream(micros)
                        .mapToObj(us -> Duration.ofNanos(us * 1000))
                        .toList());
    }
}
