// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.enrich.HopInfo;
import org.pathtracer.enrich.Segment;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.trace.InferredHop;
import org.pathtracer.trace.LossVerdict;
import org.pathtracer.trace.Responder;

/**
 * All that is known of one TTL.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface Hop {
    /** Returns the TTL or hop limit (1 to 255). */
    int ttl();

    /**
     * Returns its probes in the order in which they were sent; those that were not yet answered or given up when the
     * operation ended are left out, and those that had to be sent again since their answers, if any, could not be told
     * from others'.
     */
    List<ProbeResult> probes();

    /** Returns why probes were lost, judged at the end of the trace; empty in events before. */
    Optional<LossVerdict> lossVerdict();

    /** Returns the names, networks, and the segment of the path. */
    HopInfo info();

    /** Returns the segment of the path, also of a silent hop; empty if it was not requested. */
    Optional<Segment> segment();

    /** Returns all responders, in the order of the probes. There are several with load balancing or a route change. */
    List<Responder> responders();

    /**
     * Returns the first responder's address, or else the {@linkplain #inferred inferred} one; empty for a silent hop.
     */
    Optional<InetAddress> address();

    /**
     * Returns what the traces to other targets say of this hop, which this trace did not probe; empty for a hop that
     * was probed. Only a {@linkplain BulkTraceRequest.Builder#stopSet bulk trace with a stop set} infers hops. Such a
     * hop has no probes, no responders and no round-trip time of its own.
     */
    Optional<InferredHop> inferred();

    /** Returns the first responder's smallest round-trip time; empty for a silent hop and for an inferred one. */
    Optional<Duration> rtt();

    /** Returns the loss and round-trip times over all probes of this TTL. */
    Statistics statistics();

    /** Returns the number of probes that left this host and were answered or given up. */
    int sent();

    /** Returns the number of answered probes. */
    int received();

    /**
     * Returns by how many hops the first responder's way back is longer (positive) or shorter (negative) than the way
     * there, as {@link Responder#returnHops} estimates it: other than 0 means asymmetric routes, or a tunnel that hides
     * hops in one direction (Vanaubel et al., "Through the wormhole", IMC 2017, call it return and forward asymmetry).
     * Empty where no reply TTL is known.
     */
    OptionalInt asymmetry();
}
