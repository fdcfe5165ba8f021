// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.result;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.StopReason;
import org.pathtracer.bufferbloat.BufferbloatPhase;
import org.pathtracer.bufferbloat.Confidence;
import org.pathtracer.bufferbloat.GradingProfile;
import org.pathtracer.bufferbloat.LatencySample;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.Responsiveness;
import org.pathtracer.result.BufferbloatPhaseRecord;
import org.pathtracer.result.BufferbloatResultRecord;
import org.pathtracer.result.GoodputRecord;
import org.pathtracer.result.HttpLatencyRecord;
import org.pathtracer.result.LatencySampleRecord;
import org.pathtracer.result.ResponsivenessRecord;
import org.pathtracer.statistics.Statistics;

/**
 * Makes the result of a bufferbloat test: an idle phase, and one with load in both directions.
 *
 * @since 0.1.0
 */
public final class BufferbloatResults extends ResultBuilder<BufferbloatResult, BufferbloatResults> {
    private static final Duration PHASE = Duration.ofSeconds(10);

    private final URI url;
    private final List<LatencySample> samples = new ArrayList<>();
    private List<Duration> idle = List.of();
    private List<Duration> loaded = List.of();
    private Responsiveness responsiveness = ResponsivenessRecord.UNKNOWN;
    private long bytes;

    private BufferbloatResults(URI url) {
        super(url.toString());
        this.url = url;
    }

    /** Begins a test with a server. */
    public static BufferbloatResults against(URI url) {
        return new BufferbloatResults(Objects.requireNonNull(url, "url"));
    }

    @Override
    BufferbloatResults self() {
        return this;
    }

    /** Round-trip times without load. */
    public BufferbloatResults idle(Duration... rtts) {
        idle = List.of(rtts);
        return this;
    }

    /** Round-trip times under load. */
    public BufferbloatResults loaded(Duration... rtts) {
        loaded = List.of(rtts);
        return this;
    }

    /** Content carried in each direction. Default: none. */
    public BufferbloatResults bytes(long value) {
        bytes = value;
        return this;
    }

    /** Responsiveness under load, in round trips per minute. Default: not measured. */
    public BufferbloatResults rpm(double value) {
        OptionalDouble known = OptionalDouble.of(value);
        responsiveness = new ResponsivenessRecord(known, known, known, Confidence.HIGH);
        return this;
    }

    @Override
    public BufferbloatResult build() {
        samples.clear();
        List<BufferbloatPhase> phases = new ArrayList<>();
        phases.add(phase(Optional.empty(), Duration.ZERO, idle, 0, ResponsivenessRecord.UNKNOWN));
        if (!loaded.isEmpty()) {
            phases.add(phase(Optional.of(LoadDirection.BOTH), PHASE, loaded, bytes, responsiveness));
        }
        return new BufferbloatResultRecord(
                url,
                address,
                run(StopReason.COMPLETED, samples.size(), samples.size()),
                LoadDirection.BOTH,
                GradingProfile.SWIFTFTR,
                Optional.empty(),
                phases,
                Optional.empty(),
                samples);
    }

    private BufferbloatPhase phase(
            Optional<LoadDirection> direction,
            Duration start,
            List<Duration> rtts,
            long carried,
            Responsiveness under) {
        for (Duration rtt : rtts) {
            samples.add(new LatencySampleRecord(start, 0, Optional.of(rtt)));
        }
        Statistics none = Statistics.of(0, List.of());
        return new BufferbloatPhaseRecord(
                direction,
                start,
                PHASE,
                Statistics.of(rtts.size(), rtts),
                none,
                none,
                HttpLatencyRecord.NONE,
                new GoodputRecord(carried, carried, PHASE),
                under,
                List.of(),
                List.of(),
                Optional.empty());
    }
}
