// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.monitor;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.WindowStatistics;

/**
 * All probes of a monitor that were sent with one TTL.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface MonitorHop {
    /** Returns the TTL or hop limit (1 to 255). */
    int ttl();

    /** Returns the addresses that answered, the one of the last answer first; the latest 16. */
    List<HopResponder> responders();

    /** Returns the loss and round-trip times of all of them together. What is in flight counts nowhere. */
    Statistics statistics();

    /** Returns the same of the last 1, 5 and 15 minutes. */
    WindowStatistics windows();

    /** Returns the round-trip times of the latest probes, the last one last; empty for one that was lost; up to 64. */
    List<Optional<Duration>> recent();

    /** Returns the number of answers after the timeout: their probes are lost. */
    long late();

    /** Returns the number of further answers to probes that were answered. */
    long duplicates();

    /** Returns the number of probes that could not leave this host; they count as neither sent nor lost. */
    long notSent();

    /** An address that answered. */
    @NotForImplementation
    interface HopResponder {
        /** Returns the address. */
        InetAddress address();

        /** Returns how many of the answers are its own. */
        long answers();

        /** Returns the MPLS labels that its last answer showed (RFC 4950), outermost first; empty if none. */
        List<MplsLabel> mplsLabels();
    }

    /** Returns the address that answered last; empty for a silent hop. */
    Optional<InetAddress> address();

    /** Returns the round-trip time of the last probe; empty if it was lost. */
    Optional<Duration> last();

    /** Returns this hop and what was seen at the same TTL later, as if it had been one monitor. */
    MonitorHop merge(MonitorHop later);
}
