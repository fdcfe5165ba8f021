// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.StopReason;
import org.pathtracer.probe.ProbeOutcome;

/**
 * An algorithm without I/O and without a clock. The engine tells it what happened and asks what to send; all times are
 * of the loop's monotonic clock, in nanoseconds. All calls come from one thread.
 *
 * <p>Each probe has a key that the strategy chose. For each one asked for comes {@link #onSent} and then one of
 * {@link #onAnswer} and {@link #onTimeout}, or {@link #onSendFailed} alone. After {@code onTimeout} an answer may still
 * come, marked late.
 *
 * @param <R> result
 */
public interface Strategy<R> {
    /** The time is {@code now}; called before any other call that follows from it. */
    void onTime(long now);

    /** What to send next; empty for nothing now. */
    Optional<ProbeOrder> next();

    /** A probe has left; told again if the kernel's own time of it becomes known. */
    void onSent(int key, long nanos);

    /** A probe was answered. */
    void onAnswer(int key, ProbeOutcome.Answer answer);

    /** A further answer to a probe that was answered. */
    void onDuplicate(int key);

    /** A probe was not answered within its timeout. */
    void onTimeout(int key);

    /** A probe could not leave. */
    void onSendFailed(int key, ProbeOutcome.SendFailed failure);

    /**
     * An answer came that shows too little to say to which of several probes in flight it belongs.
     *
     * @param destination of the probe, perhaps another operation's
     */
    default void onUnidentified(InetAddress destination) {}

    /** When {@link #onTime} must be called next if nothing else happens; {@link Long#MAX_VALUE} for never. */
    long wakeAt();

    /** Why it has ended; empty while it goes on. */
    Optional<StopReason> stopped();

    /** The result, so far if it has not ended by itself. */
    R result(StopReason reason);
}
