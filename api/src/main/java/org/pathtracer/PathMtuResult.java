// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.pathtracer.mtu.LimitingHop;
import org.pathtracer.mtu.PathMtuVerdict;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.probe.ProbeOutcome;

/**
 * The path MTU to a target: the largest IP packet that gets there in one piece.
 *
 * @param target as asked for
 * @param address the address that was probed
 * @param protocol what the probes were made of
 * @param transport which transport sent them, and why that one
 * @param started wall-clock time from which {@code duration} counts, a label only
 * @param duration from the first probe to the end, by the transport's clock
 * @param pathMtu bytes, IP header included; the largest size that the target answered, so with
 *     {@link PathMtuVerdict#UNDECIDED} and {@link PathMtuVerdict#LARGEST_SIZE} it may be more. Empty if it answered
 *     none
 * @param verdict what limits it
 * @param limitingHop the hop before the link that limits it; empty if none does, or if the search ended before
 * @param steps what was found out about each size, in the order in which they were first tried
 * @param probesSent probes that left this host, also those that looked for the hop
 * @param repliesReceived answers that were matched to a probe; duplicates not counted
 * @param networkChanged whether {@link PathTracer#networkChanged} came while it ran: what was measured before and after
 *     may belong to different networks
 * @param stopReason why it ended: {@link StopReason#COMPLETED}, {@link StopReason#DEADLINE} or
 *     {@link StopReason#CANCELLED}
 * @since 0.1.0
 */
public record PathMtuResult(
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
        int probesSent,
        int repliesReceived,
        boolean networkChanged,
        StopReason stopReason) {
    /** Copies the list. */
    public PathMtuResult {
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

    /** Of a search that ran to its end. */
    public PathMtuResult(
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
            int probesSent,
            int repliesReceived,
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

    /**
     * The smallest MTU that a router named, which is a bound even where the target answers nothing; empty if none did.
     * Of links behind that router nothing is known then.
     */
    public OptionalInt reportedMtu() {
        return steps.stream()
                .map(SizeStep::evidence)
                .flatMapToInt(evidence -> evidence instanceof ProbeOutcome.Unreachable report
                        ? report.nextMtu().stream()
                        : IntStream.empty())
                .min();
    }

    /** Whether the target answered any probe. */
    public boolean reached() {
        return pathMtu.isPresent();
    }
}
