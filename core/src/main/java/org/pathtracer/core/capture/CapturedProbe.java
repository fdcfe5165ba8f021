// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.capture;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeOutcome.Answer;
import org.pathtracer.spi.Probe;

/** A probe, and what the capture knows of it. Used by the capture's thread. */
final class CapturedProbe {
    private static final double NANOS_PER_MILLI = 1e6;

    final Probe probe;
    /** The number of its packet in the file, from 1; 0 if it has none yet. */
    long number;
    /** How often its packet was seen to leave. */
    int departures;
    /** The interface that it left by. */
    int interfaceIndex;

    private @Nullable String verdict;
    private int answers;
    private int lastAnswer;
    private int answeredBy;

    CapturedProbe(Probe probe) {
        this.probe = probe;
    }

    /** What became of it, for people; empty if that is not known yet. */
    Optional<String> verdict() {
        return Optional.ofNullable(verdict);
    }

    void ended(ProbeOutcome outcome) {
        verdict = text(outcome);
    }

    void abandoned() {
        verdict = "its answer is no longer awaited";
    }

    void missed() {
        verdict = "what became of it was missed";
    }

    String name() {
        return "TTL %d, flow %d".formatted(probe.ttl(), probe.flow());
    }

    /**
     * Counts an answer.
     *
     * @param content a hash of its bytes
     * @return which one it is, from 1; 0 for a packet that was seen on another interface already, such as that of a
     *     bridge and of its port
     */
    int answer(int content, int by) {
        if (answers > 0 && content == lastAnswer && by != answeredBy) {
            return 0;
        }
        lastAnswer = content;
        answeredBy = by;
        return ++answers;
    }

    private String text(ProbeOutcome outcome) {
        if (outcome instanceof Answer answer) {
            return "%s from %s after %s ms%s"
                    .formatted(
                            kind(answer),
                            CanonicalAddress.of(answer.reception().address()),
                            millis(answer.reception().rtt().toNanos()),
                            answer.reception().late() ? ", too late" : "");
        } else if (outcome instanceof ProbeOutcome.SendFailed failure) {
            return "not sent: %s failed with %s".formatted(failure.operation(), failure.errorName());
        }
        return "no answer within %s ms".formatted(millis(probe.timeoutNanos()));
    }

    private static String kind(Answer answer) {
        if (answer instanceof ProbeOutcome.TimeExceeded) {
            return "time exceeded";
        } else if (answer instanceof ProbeOutcome.Unreachable unreachable) {
            return "unreachable ("
                    + unreachable.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
        } else if (answer instanceof ProbeOutcome.TcpSynAck) {
            return "connection accepted";
        } else if (answer instanceof ProbeOutcome.TcpReset) {
            return "connection refused";
        }
        return answer instanceof ProbeOutcome.UdpReply ? "UDP reply" : "echo reply";
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_MILLI);
    }
}
