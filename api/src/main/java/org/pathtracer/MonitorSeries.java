// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.ping.Outage;

/**
 * All traces of a monitor to one target.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface MonitorSeries extends Series {
    /** Returns the number of traces that ended. */
    long cycles();

    /** Returns how many of them reached the target. */
    long reachedCycles();

    /**
     * Returns the hops, in the order of their TTLs, silent ones too: up to the target, or to the last TTL that ever
     * answered.
     */
    List<MonitorHop> hops();

    /** Returns the address that answers at each TTL now, as far as it is confirmed. */
    MonitorPath path();

    /** Returns the latest changes, up to 100. */
    List<PathChange> pathChanges();

    /** Returns the number of earlier changes that are not listed. */
    long pathChangesLeftOut();

    /**
     * Returns the latest outages, up to 100, the one that lasts included. The probes of an outage are traces here: two
     * or more in a row of which the target answered no probe in time.
     */
    List<Outage> outages();

    /** Returns the number of earlier outages that are not listed. */
    long outagesLeftOut();

    /** Returns the probes with a TTL; empty if none was sent or counts. */
    Optional<MonitorHop> hop(int ttl);

    /**
     * Returns this series and one to the same target that came after it, as if it had been one monitor; but that the
     * path changed in between is not found out, and an outage at the end of the one and one at the start of the other
     * stay two. Hops beyond the later path's end are left out.
     */
    MonitorSeries merge(MonitorSeries later);
}
