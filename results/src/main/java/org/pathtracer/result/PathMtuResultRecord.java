// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.pathtracer.PathMtuResult;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TransportChoice;
import org.pathtracer.mtu.LimitingHop;
import org.pathtracer.mtu.PathMtuVerdict;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.probe.ProbeOutcome;

/** The facts of a {@link PathMtuResult}. */
public record PathMtuResultRecord(
        String target,
        InetAddress address,
        Protocol protocol,
        TransportChoice transport,
        Instant started,
        Duration duration,
        OptionalInt pathMtu,
        PathMtuVerdict verdict,
        Optional<LimitingHop> limitingHop,
        List<SizeStep> steps,
        long probesSent,
        long repliesReceived,
        boolean networkChanged,
        StopReason stopReason,
        Optional<InetAddress> source,
        Map<String, String> options)
        implements PathMtuResult {
    /** Copies the list. */
    public PathMtuResultRecord {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(options, "options");
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(pathMtu, "pathMtu");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(limitingHop, "limitingHop");
        Objects.requireNonNull(steps, "steps");
        Objects.requireNonNull(stopReason, "stopReason");
        steps = List.copyOf(steps);
    }

    /** Of which nothing else is known. */
    public PathMtuResultRecord(
            String target,
            InetAddress address,
            Protocol protocol,
            TransportChoice transport,
            Instant started,
            Duration duration,
            OptionalInt pathMtu,
            PathMtuVerdict verdict,
            Optional<LimitingHop> limitingHop,
            List<SizeStep> steps,
            long probesSent,
            long repliesReceived,
            boolean networkChanged,
            StopReason stopReason) {
        this(
                target,
                address,
                protocol,
                transport,
                started,
                duration,
                pathMtu,
                verdict,
                limitingHop,
                steps,
                probesSent,
                repliesReceived,
                networkChanged,
                stopReason,
                Optional.empty(),
                Map.of());
    }

    /** Of a search that ran to its end. */
    public PathMtuResultRecord(
            String target,
            InetAddress address,
            Protocol protocol,
            TransportChoice transport,
            Instant started,
            Duration duration,
            OptionalInt pathMtu,
            PathMtuVerdict verdict,
            Optional<LimitingHop> limitingHop,
            List<SizeStep> steps,
            long probesSent,
            long repliesReceived,
            boolean networkChanged) {
        this(
                target,
                address,
                protocol,
                transport,
                started,
                duration,
                pathMtu,
                verdict,
                limitingHop,
                steps,
                probesSent,
                repliesReceived,
                networkChanged,
                StopReason.COMPLETED);
    }

    @Override
    public OptionalInt reportedMtu() {
        return steps.stream()
                .map(SizeStep::evidence)
                .flatMapToInt(evidence -> evidence instanceof ProbeOutcome.Unreachable report
                        ? report.nextMtu().stream()
                        : IntStream.empty())
                .min();
    }

    @Override
    public boolean reached() {
        return pathMtu.isPresent();
    }

    @Override
    public String toString() {
        return "path MTU to %s: %s (%s)"
                .formatted(
                        Sentences.target(target, address),
                        pathMtu.isPresent() ? pathMtu.getAsInt() + " bytes" : "not known",
                        Sentences.word(verdict));
    }
}
