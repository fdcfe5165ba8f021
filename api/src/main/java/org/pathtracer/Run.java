// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.annotation.Reportable;

/**
 * What the results of all operations have in common: what was measured, how, when, and why it ended.
 *
 * @since 0.1.0
 * @see TargetRun
 * @see SeriesRun
 */
@NotForImplementation
public interface Run extends Reportable {
    /** Returns the targets as asked for, in their order. */
    List<String> targetNames();

    /**
     * Returns the addresses that were probed, in the order of the targets; without targets that could not be probed.
     */
    List<InetAddress> addresses();

    /** Returns what the probes were made of. */
    Protocol protocol();

    /** Returns which transport sent them, and why that one. */
    TransportChoice transport();

    /**
     * Returns the address of this host from which the probes to the first address left, as asked for or as the system
     * chose it; empty if it is not known, as in a simulated network.
     */
    Optional<InetAddress> source();

    /** Returns the wall-clock time from which {@link #duration} counts; it is a label only. */
    Instant started();

    /** Returns the time from the first probe to the end, by the transport's clock. */
    Duration duration();

    /**
     * Returns why it ended. A ping, a monitor, a path MTU search and a bufferbloat test, also one that failed, end by
     * {@link StopReason#COMPLETED}, {@link StopReason#DEADLINE} or {@link StopReason#CANCELLED}.
     */
    StopReason stopReason();

    /** Returns the number of probes that left this host. */
    long probesSent();

    /** Returns the number of answers that were matched to a probe, late ones too; duplicates are not counted. */
    long repliesReceived();

    /**
     * Returns whether {@link PathTracer#networkChanged} came while it ran: what was measured before and after may
     * belong to different networks.
     */
    boolean networkChanged();

    /**
     * Returns the options of the request, with the defaults filled in: from the name of the builder's method to the
     * value as the command takes it, in a fixed order. An option that is off, 0 or not given is left out.
     */
    Map<String, String> options();
}
