// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import java.util.OptionalInt;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.EnrichmentReport;
import org.pathtracer.probe.HeaderField;
import org.pathtracer.trace.HeaderRewrite;

/**
 * The path to a target.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface TraceResult extends TargetRun {
    /** Returns whether the destination itself answered. */
    boolean reached();

    /** Returns the hops, in the order of their TTLs, silent ones too, from the first TTL to where the trace ended. */
    List<Hop> hops();

    /** Returns what is known of the target, as far as that was asked for and found out. */
    AddressInfo destination();

    /** Returns what was asked for of names and networks, and not found out. */
    EnrichmentReport enrichment();

    /**
     * Returns the header fields that are changed on the way, each with the first hop whose answer shows it, in the
     * order of {@link HeaderField}. Only as far as the transport sees quoted packets: raw sockets show all of it.
     */
    List<HeaderRewrite> headerRewrites();

    /** {@link Hop#asymmetry} of the last hop that answered: of the whole path, if it was reached. */
    OptionalInt asymmetry();

    /**
     * Returns what differs from an earlier trace to the same address.
     *
     * @throws InvalidRequestException if the other trace probed another address
     */
    default TraceDifference differenceFrom(TraceResult earlier) {
        return TraceDifference.between(earlier, this);
    }
}
