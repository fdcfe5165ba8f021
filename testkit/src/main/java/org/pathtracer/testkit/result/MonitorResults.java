// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.result;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.MonitorPath;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.StopReason;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.result.HopResponderRecord;
import org.pathtracer.result.MonitorHopRecord;
import org.pathtracer.result.MonitorPathRecord;
import org.pathtracer.result.MonitorResultRecord;
import org.pathtracer.result.MonitorSeriesRecord;
import org.pathtracer.result.PingTargetRecord;
import org.pathtracer.statistics.Statistics;

/**
 * Makes the result of a monitor of one target, hop by hop, from TTL 1.
 *
 * @since 0.1.0
 */
public final class MonitorResults extends ResultBuilder<MonitorResult, MonitorResults> {
    private final List<MonitorHop> hops = new ArrayList<>();
    private final List<Optional<InetAddress>> path = new ArrayList<>();
    private long cycles = 1;

    private MonitorResults(String target) {
        super(target);
    }

    /** Begins a monitor of a target, as asked for. */
    public static MonitorResults to(String target) {
        return new MonitorResults(target);
    }

    @Override
    MonitorResults self() {
        return this;
    }

    /** Number of traces that ended. Default: 1. */
    public MonitorResults cycles(long value) {
        cycles = value;
        return this;
    }

    /**
     * Adds the next hop, at which one address answered.
     *
     * @param from the address that answered
     * @param lost probes that it did not answer
     * @param rtts the round-trip times of those that it answered
     */
    public MonitorResults hop(String from, int lost, Duration... rtts) {
        Objects.requireNonNull(rtts, "rtts");
        InetAddress router = Literals.address(from);
        List<Optional<Duration>> recent = new ArrayList<>();
        for (Duration rtt : rtts) {
            recent.add(Optional.of(rtt));
        }
        path.add(Optional.of(router));
        hops.add(new MonitorHopRecord(
                path.size(),
                List.of(new HopResponderRecord(router, rtts.length)),
                Statistics.of(rtts.length + lost, List.of(rtts)),
                recent,
                0,
                0,
                0));
        return this;
    }

    /** Adds the next hop, at which no probe was answered. */
    public MonitorResults silent(int probes) {
        path.add(Optional.empty());
        hops.add(new MonitorHopRecord(path.size(), List.of(), Statistics.of(probes, List.of()), List.of(), 0, 0, 0));
        return this;
    }

    @Override
    public MonitorResult build() {
        boolean reached = path.contains(Optional.of(address));
        MonitorPath now = new MonitorPathRecord(1, path, reached);
        MonitorSeries series = new MonitorSeriesRecord(
                PingTargetRecord.at(target, address), cycles, reached ? cycles : 0, hops, now, List.of(), 0, Map.of());
        return new MonitorResultRecord(
                run(
                        StopReason.COMPLETED,
                        hops.stream().mapToLong(hop -> hop.statistics().sent()).sum(),
                        hops.stream()
                                .mapToLong(hop -> hop.statistics().received())
                                .sum()),
                List.of(series));
    }
}
