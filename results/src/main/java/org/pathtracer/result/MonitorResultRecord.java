// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TransportChoice;

/** The facts of a {@link MonitorResult}. */
public record MonitorResultRecord(
        Protocol protocol,
        TransportChoice transport,
        Instant started,
        Duration duration,
        StopReason stopReason,
        List<MonitorSeries> targets,
        boolean networkChanged,
        long probesSent,
        long repliesReceived,
        Optional<InetAddress> source,
        Map<String, String> options)
        implements MonitorResult {
    /** Copies the list. */
    public MonitorResultRecord {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(options, "options");
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(stopReason, "stopReason");
        Objects.requireNonNull(targets, "targets");
        targets = List.copyOf(targets);
    }

    /** Of which nothing else is known. */
    public MonitorResultRecord(
            Protocol protocol,
            TransportChoice transport,
            Instant started,
            Duration duration,
            StopReason stopReason,
            List<MonitorSeries> targets,
            boolean networkChanged) {
        this(
                protocol,
                transport,
                started,
                duration,
                stopReason,
                targets,
                networkChanged,
                targets.stream()
                        .flatMap(series -> series.hops().stream())
                        .mapToLong(hop -> hop.statistics().sent())
                        .sum(),
                targets.stream()
                        .flatMap(series -> series.hops().stream())
                        .mapToLong(hop -> hop.statistics().received() + hop.late())
                        .sum(),
                Optional.empty(),
                Map.of());
    }

    @Override
    public MonitorResult merge(MonitorResult later) {
        List<MonitorSeries> both = new ArrayList<>(later.targets());
        for (int i = 0; i < Math.min(targets.size(), both.size()); i++) {
            both.set(i, targets.get(i).merge(both.get(i)));
        }
        return new MonitorResultRecord(
                later.protocol(),
                TransportChoiceRecord.withLostHere(
                        later.transport(),
                        transport.lostHere() + later.transport().lostHere()),
                later.started(),
                later.duration(),
                later.stopReason(),
                both,
                networkChanged || later.networkChanged(),
                probesSent + later.probesSent(),
                repliesReceived + later.repliesReceived(),
                later.source(),
                later.options());
    }

    @Override
    public boolean reached() {
        return targets.stream().allMatch(MonitorSeries::reached);
    }

    @Override
    public String toString() {
        return targets.size() == 1
                ? targets.get(0).toString()
                : "monitor of " + Sentences.count(targets.size(), "target");
    }
}
