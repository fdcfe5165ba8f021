// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;
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
 * @since 0.1.0
 */
@NotForImplementation
public interface BufferbloatResult extends TargetRun {
    /** Returns the URL of the server. */
    URI url();

    /** Returns the address to which probes and load went. */
    @Override
    InetAddress address();

    /** Returns the direction of the load. */
    LoadDirection direction();

    /** Returns the profile by which it is graded. */
    GradingProfile gradingProfile();

    /** Returns why there was no load, or no more; empty if there was nothing to complain of. */
    Optional<LoadFailure> failure();

    /** Returns the idle phase, then those with load. */
    List<BufferbloatPhase> phases();

    /** Returns the hop whose queue grew; empty if none did, or the path does not tell. */
    Optional<Bottleneck> bottleneck();

    /** Returns the samples probe by probe, in the order of sending. */
    List<LatencySample> samples();

    /** Returns the URL as text. */
    @Override
    String target();

    /** Returns the phase before all load. */
    BufferbloatPhase idlePhase();

    /** Returns the phases with load, in the order in which they came; none if there was no load. */
    List<BufferbloatPhase> loadedPhases();

    /** Returns the phase with the largest growth of latency, on which the grade stands; empty if there was no load. */
    Optional<BufferbloatPhase> worstPhase();

    /** Returns the latency of probes to the destination without load. */
    Statistics idle();

    /** Returns the latency of probes to the destination under load, without its ramps, in the worst phase. */
    Statistics loaded();

    /** Returns the median under load minus median without; empty unless there are samples of both. */
    Optional<Duration> increase();

    /** Returns why there is no grade; empty if there is one. */
    Optional<EvidenceGap> gap();

    /** Returns the grade that the profile gives for the growth; {@link Grade#UNKNOWN} if there is a {@link #gap}. */
    Grade grade();

    /** Returns the lowest of several phases; unknown if there is a {@link #gap} that concerns the load. */
    Responsiveness responsiveness();

    /** Returns what the load does to a call; unknown if there is a {@link #gap}. */
    CallImpact callImpact();

    /** Returns what load was carried, in all phases together. */
    Goodput goodput();
}
