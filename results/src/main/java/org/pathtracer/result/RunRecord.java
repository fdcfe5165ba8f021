// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.Protocol;
import org.pathtracer.Run;
import org.pathtracer.StopReason;
import org.pathtracer.TransportChoice;

/** The facts that all runs have in common. */
public record RunRecord(
        Protocol protocol,
        TransportChoice transport,
        Optional<InetAddress> source,
        Instant started,
        Duration duration,
        StopReason stopReason,
        long probesSent,
        long repliesReceived,
        boolean networkChanged,
        Map<String, String> options) {
    /** Copies the options. */
    public RunRecord {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(stopReason, "stopReason");
        Objects.requireNonNull(options, "options");
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** Of which nothing else is known, within one network. */
    public RunRecord(
            Protocol protocol,
            TransportChoice transport,
            Instant started,
            Duration duration,
            StopReason stopReason,
            long probesSent,
            long repliesReceived) {
        this(
                protocol,
                transport,
                Optional.empty(),
                started,
                duration,
                stopReason,
                probesSent,
                repliesReceived,
                false,
                Map.of());
    }

    /** Returns those of a run. */
    public static RunRecord of(Run run) {
        return new RunRecord(
                run.protocol(),
                run.transport(),
                run.source(),
                run.started(),
                run.duration(),
                run.stopReason(),
                run.probesSent(),
                run.repliesReceived(),
                run.networkChanged(),
                run.options());
    }
}
