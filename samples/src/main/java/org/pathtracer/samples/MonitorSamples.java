// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.samples;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.MonitorPath;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.PathChange;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TransportChoice;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.ping.Outage;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.result.HopResponderRecord;
import org.pathtracer.result.MonitorHopRecord;
import org.pathtracer.result.MonitorPathRecord;
import org.pathtracer.result.MonitorResultRecord;
import org.pathtracer.result.MonitorSeriesRecord;
import org.pathtracer.result.PathChangeRecord;
import org.pathtracer.result.PingTargetRecord;
import org.pathtracer.result.RunRecord;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.WindowStatistics;

/** Monitored paths made by hand. */
public final class MonitorSamples {
    public static final TransportChoice RAW = new TransportChoiceRecord("raw", "it is there", List.of());

    private MonitorSamples() {}

    /** A hop whose probes took so many milliseconds; negative for a lost one. */
    public static MonitorHop hop(int ttl, String address, int... millis) {
        List<Optional<Duration>> recent = new ArrayList<>();
        List<Duration> answered = new ArrayList<>();
        for (int time : millis) {
            recent.add(time < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(time)));
            recent.get(recent.size() - 1).ifPresent(answered::add);
        }
        List<MonitorHop.HopResponder> responders = answered.isEmpty()
                ? List.of()
                : List.of(new HopResponderRecord(Samples.address(address), answered.size()));
        Statistics all = Statistics.of(millis.length, answered);
        // Half an hour ago.
        WindowStatistics windows = WindowStatistics.ofMoment(all, 0, 1_800_000_000_000L)
                .merge(WindowStatistics.ofMoment(Statistics.of(1, List.of()), 1_800_000_000_000L, 1_800_000_000_000L));
        return new MonitorHopRecord(ttl, responders, all, windows, recent, 1, 2, 3);
    }

    public static MonitorPath path(boolean reached, String... addresses) {
        List<Optional<InetAddress>> hops = new ArrayList<>();
        for (String address : addresses) {
            hops.add(address.equals("*") ? Optional.empty() : Optional.of(Samples.address(address)));
        }
        return new MonitorPathRecord(1, hops, reached);
    }

    /** Three hops, of which the second is silent, and a change at the first. */
    public static MonitorSeries eventful(String name) {
        PathChange change = new PathChangeRecord(
                7,
                Duration.ofSeconds(8),
                path(true, "192.0.2.7", "*", "192.0.2.80"),
                path(true, "192.0.2.1", "*", "192.0.2.80"));
        return new MonitorSeriesRecord(
                PingTargetRecord.at(name, Samples.address("192.0.2.80")),
                4,
                3,
                List.of(
                        hop(1, "192.0.2.1", 1, 1, 2, 1),
                        hop(2, "", -1, -1, -1, -1),
                        hop(3, "192.0.2.80", 10, 20, -1, 40)),
                change.after(),
                List.of(change),
                5,
                List.of(
                        new Outage(1, 2, Duration.ofSeconds(1), Duration.ofSeconds(2), true),
                        new Outage(5, 3, Duration.ofSeconds(5), Duration.ofSeconds(3), false)),
                4,
                Map.of((ProbeOutcome.SendFailed) Samples.NO_ROUTE, 3L));
    }

    public static MonitorSeries unknown(String name) {
        return new MonitorSeriesRecord(
                PingTargetRecord.failed(name, new UnknownTargetException(name + " is not known")),
                0,
                0,
                List.of(),
                path(false),
                List.of(),
                0,
                Map.of());
    }

    public static MonitorResult result(MonitorSeries... series) {
        return result(RAW, StopReason.COMPLETED, series);
    }

    public static MonitorResult result(TransportChoice transport, StopReason end, MonitorSeries... series) {
        return new MonitorResultRecord(
                new RunRecord(
                        Protocol.ICMP,
                        transport,
                        Instant.EPOCH,
                        Duration.ofSeconds(4),
                        end,
                        Arrays.stream(series)
                                .flatMap(one -> one.hops().stream())
                                .mapToLong(hop -> hop.statistics().sent())
                                .sum(),
                        Arrays.stream(series)
                                .flatMap(one -> one.hops().stream())
                                .mapToLong(hop -> hop.statistics().received() + hop.late())
                                .sum()),
                List.of(series));
    }
}
