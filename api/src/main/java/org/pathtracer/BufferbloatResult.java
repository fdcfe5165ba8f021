// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pathtracer.bufferbloat.Bottleneck;
import org.pathtracer.bufferbloat.BufferbloatPhase;
import org.pathtracer.bufferbloat.CallImpact;
import org.pathtracer.bufferbloat.EvidenceGap;
import org.pathtracer.bufferbloat.Goodput;
import org.pathtracer.bufferbloat.Grade;
import org.pathtracer.bufferbloat.GradingProfile;
import org.pathtracer.bufferbloat.LatencySample;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.bufferbloat.Responsiveness;
import org.pathtracer.statistics.Statistics;

/**
 * Whether a path gets slow when it is busy, how slow, and where. What could not be measured is absent; a test that the
 * server or the path ended early has what was measured until then, and says why.
 *
 * @param url of the server
 * @param address to which probes and load went
 * @param protocol what the probes were made of
 * @param transport which transport sent them, and why that one
 * @param direction of the load
 * @param gradingProfile by which it is graded
 * @param started wall-clock time from which {@code duration} counts, a label only
 * @param duration from the first probe to the end, by the transport's clock
 * @param stopReason {@link StopReason#COMPLETED}, also after a failure; {@link StopReason#DEADLINE} or
 *     {@link StopReason#CANCELLED}
 * @param failure why there was no load, or no more; empty if there was nothing to complain of
 * @param phases the idle phase, then those with load
 * @param bottleneck the hop whose queue grew; empty if none did, or the path does not tell
 * @param samples probe by probe, in the order of sending
 * @param networkChanged whether {@link PathTracer#networkChanged} came while it ran: what was measured before and after
 *     may belong to different networks
 * @since 0.1.0
 */
public record BufferbloatResult(
        URI url,
        InetAddress address,
        Protocol protocol,
        TransportChoice transport,
        LoadDirection direction,
        GradingProfile gradingProfile,
        Instant started,
        Duration duration,
        StopReason stopReason,
        Optional<LoadFailure> failure,
        List<BufferbloatPhase> phases,
        Optional<Bottleneck> bottleneck,
        List<LatencySample> samples,
        boolean networkChanged) {
    /** Copies the lists. */
    public BufferbloatResult {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(gradingProfile, "gradingProfile");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(stopReason, "stopReason");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(phases, "phases");
        Objects.requireNonNull(bottleneck, "bottleneck");
        Objects.requireNonNull(samples, "samples");
        phases = List.copyOf(phases);
        samples = List.copyOf(samples);
    }

    /** The URL as text. */
    public String target() {
        return url.toString();
    }

    /** The phase before all load. */
    public BufferbloatPhase idlePhase() {
        return phases.get(0);
    }

    /** The phases with load, in the order in which they came; none if there was no load. */
    public List<BufferbloatPhase> loadedPhases() {
        return phases.subList(1, phases.size());
    }

    /** The phase with the largest growth of latency, on which the grade stands; empty if there was no load. */
    public Optional<BufferbloatPhase> worstPhase() {
        return loadedPhases().stream()
                .max(Comparator.comparing(
                        phase -> phase.increaseFrom(idlePhase()).orElse(Duration.ofSeconds(Long.MIN_VALUE))));
    }

    /** Latency of probes to the destination without load. */
    public Statistics idle() {
        return idlePhase().latency();
    }

    /** Latency of probes to the destination under load, without its ramps, in the worst phase. */
    public Statistics loaded() {
        return worstPhase().map(BufferbloatPhase::latency).orElseGet(() -> Statistics.of(0, List.of()));
    }

    /** Median under load minus median without; empty unless there are samples of both. */
    public Optional<Duration> increase() {
        return worstPhase().flatMap(phase -> phase.increaseFrom(idlePhase()));
    }

    /** Why there is no grade; empty if there is one. */
    public Optional<EvidenceGap> gap() {
        if (loadedPhases().isEmpty()) {
            return Optional.of(EvidenceGap.NO_LOAD);
        }
        Optional<EvidenceGap> first =
                loadedPhases().stream().flatMap(phase -> phase.gap().stream()).min(Comparator.naturalOrder());
        return first.isPresent() || loaded(LoadDirection.DOWN) && loaded(LoadDirection.UP)
                ? first
                : Optional.of(EvidenceGap.DIRECTION_DEAD);
    }

    /** Whether load went that way, or was not to go there. */
    private boolean loaded(LoadDirection way) {
        return !direction.includes(way)
                || loadedPhases().stream()
                        .flatMap(phase -> phase.direction().stream())
                        .anyMatch(loaded -> loaded.includes(way));
    }

    /** The grade that the profile gives for the growth; {@link Grade#UNKNOWN} if there is a {@link #gap}. */
    public Grade grade() {
        return gap().isPresent() ? Grade.UNKNOWN : gradingProfile.grade(increase());
    }

    /** Of several phases the lowest; unknown if there is a {@link #gap} that concerns the load. */
    public Responsiveness responsiveness() {
        return gap().filter(EvidenceGap::concernsLoad).isPresent() ? Responsiveness.UNKNOWN : lowest();
    }

    private Responsiveness lowest() {
        return loadedPhases().stream()
                .map(BufferbloatPhase::responsiveness)
                .filter(value -> value.rpm().isPresent())
                .min(Comparator.comparing(value -> value.rpm().getAsDouble()))
                .orElse(Responsiveness.UNKNOWN);
    }

    /** What the load does to a call; unknown if there is a {@link #gap}. */
    public CallImpact callImpact() {
        return gap().isPresent()
                ? new CallImpact(CallImpact.of(idle(), idle()).idle(), OptionalDouble.empty())
                : CallImpact.of(idle(), loaded());
    }

    /** What load was carried, in all phases together. */
    public Goodput goodput() {
        return loadedPhases().stream()
                .map(BufferbloatPhase::goodput)
                .reduce(new Goodput(0, 0, Duration.ZERO), Goodput::plus);
    }
}
