// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.net.InetAddress;
import org.pathtracer.PathTracerException;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;

/**
 * Receives the reports of a transport, always on the loop's thread.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface TransportListener {
    /**
     * A probe has left. May be told again with a better time, but then before a reply to it.
     *
     * @param id the probe's number
     * @param nanos when, in the loop's {@link TransportLoop#nanoTime()}
     * @param source {@link TimestampSource#KERNEL} if the kernel took the time, else {@link TimestampSource#USER}
     */
    void onSent(int id, long nanos, TimestampSource source);

    /** A probe could not leave. */
    void onSendFailed(int id, ProbeOutcome.SendFailed failure);

    /**
     * A probe that has left was not answered, and an answer to it can't be told any more: its timeout need not be
     * waited for. For systems that wait no longer than so long.
     *
     * @param id the probe's number
     */
    default void onUnanswered(int id) {}

    /** Something arrived that may be an answer. The engine checks whether it is. */
    void onReply(Reply reply);

    /**
     * An answer arrived that shows too little to say to which of several probes in flight it belongs. An operation that
     * probes this destination should send one probe of a flow at a time.
     *
     * @param destination of the probe
     */
    default void onUnidentified(InetAddress destination) {}

    /**
     * All that had arrived up to the last reply was handed over: time to act on it. Called after every group of calls
     * above.
     */
    void onDrained();

    /**
     * All that had arrived by a moment was handed over, by whatever socket it came: time to act on it, and to judge by
     * it what has not arrived. A transport that reads several sockets calls this instead of {@link #onDrained()}, since
     * packets arrive while it reads. Replies may be handed over in any order before it.
     *
     * @param untilNanos a time before the reading began, in the loop's {@link TransportLoop#nanoTime()}
     */
    default void onDrained(long untilNanos) {
        onDrained();
    }

    /**
     * This host itself lost packets that it had received, since a buffer was full. Answers may have been among them, so
     * silence is not the network's loss any more.
     *
     * @param packets how many more than were told before
     */
    default void onLostHere(long packets) {}

    /**
     * The transport is broken for good: nothing more will be sent or told. It will be closed, and another opened if
     * need be. A loop whose thread ends by a failure tells so first: operations can't know it otherwise.
     */
    void onBroken(PathTracerException cause);
}
