// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pathtracer.BufferbloatResult;
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

/** The facts of a {@link BufferbloatResult}. */
public record BufferbloatResultRecord(
        URI url,
        InetAddress address,
        RunRecord run,
        LoadDirection direction,
        GradingProfile gradingProfile,
        Optional<LoadFailure> failure,
        List<BufferbloatPhase> phases,
        Optional<Bottleneck> bottleneck,
        List<LatencySample> samples)
        implements BufferbloatResult, RecordedRun {
    /** Copies the lists. */
    public BufferbloatResultRecord {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(gradingProfile, "gradingProfile");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(phases, "phases");
        Objects.requireNonNull(bottleneck, "bottleneck");
        Objects.requireNonNull(samples, "samples");
        phases = List.copyOf(phases);
        samples = List.copyOf(samples);
    }

    @Override
    public String target() {
        return url.toString();
    }

    @Override
    public BufferbloatPhase idlePhase() {
        return phases.get(0);
    }

    @Override
    public List<BufferbloatPhase> loadedPhases() {
        return phases.subList(1, phases.size());
    }

    @Override
    public Optional<BufferbloatPhase> worstPhase() {
        return loadedPhases().stream()
                .max(Comparator.comparing(
                        phase -> phase.increaseFrom(idlePhase()).orElse(Duration.ofSeconds(Long.MIN_VALUE))));
    }

    @Override
    public Statistics idle() {
        return idlePhase().latency();
    }

    @Override
    public Statistics loaded() {
        return worstPhase().map(BufferbloatPhase::latency).orElseGet(() -> Statistics.of(0, List.of()));
    }

    @Override
    public Optional<Duration> increase() {
        return worstPhase().flatMap(phase -> phase.increaseFrom(idlePhase()));
    }

    @Override
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

    @Override
    public Grade grade() {
        return gap().isPresent() ? Grade.UNKNOWN : gradingProfile.grade(increase());
    }

    @Override
    public Responsiveness responsiveness() {
        return gap().filter(EvidenceGap::concernsLoad).isPresent() ? ResponsivenessRecord.UNKNOWN : lowest();
    }

    private Responsiveness lowest() {
        return loadedPhases().stream()
                .map(BufferbloatPhase::responsiveness)
                .filter(value -> value.rpm().isPresent())
                .min(Comparator.comparing(value -> value.rpm().getAsDouble()))
                .orElse(ResponsivenessRecord.UNKNOWN);
    }

    @Override
    public CallImpact callImpact() {
        return gap().isPresent()
                ? new CallImpact(CallImpact.of(idle(), idle()).idle(), OptionalDouble.empty())
                : CallImpact.of(idle(), loaded());
    }

    @Override
    public Goodput goodput() {
        return loadedPhases().stream()
                .map(BufferbloatPhase::goodput)
                .reduce(new GoodputRecord(0, 0, Duration.ZERO), Goodput::plus);
    }

    @Override
    public String toString() {
        return "bufferbloat test with %s: grade %s%s"
                .formatted(
                        url,
                        Sentences.word(grade()),
                        increase()
                                .map(more -> ", latency increased by " + Sentences.millis(more))
                                .orElse(""));
    }
}
