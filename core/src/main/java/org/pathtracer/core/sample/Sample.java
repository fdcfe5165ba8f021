// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.sample;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.probe.ProbeOutcome;

/**
 * One probe that left, and what became of it.
 *
 * @param series it belongs to
 * @param sentNanos when it left, after the operation's start
 * @param answer empty if none came
 */
public record Sample(Series series, long sentNanos, Optional<ProbeOutcome.Answer> answer) {
    /** Takes no null. */
    public Sample {
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(answer, "answer");
    }

    /** Returns whether anything answered. */
    public boolean answered() {
        return answer.isPresent();
    }

    /** Returns what answered. */
    public Optional<InetAddress> from() {
        return answer.map(known -> known.reception().address());
    }

    /** Returns the round-trip time in nanoseconds; of an answered one only. */
    public long rttNanos() {
        return answer.orElseThrow().reception().rtt().toNanos();
    }
}
