// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.List;
import org.pathtracer.Limit;
import org.pathtracer.StopReason;
import org.pathtracer.multipath.LoadBalancer;
import org.pathtracer.multipath.MultipathConfidence;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathLimit;
import org.pathtracer.multipath.MultipathRouter;

/**
 * What a discovery found out.
 *
 * @param discoveryProbes of those sent, how many the search itself took: without repeats that tell per-flow from
 *     per-packet balancers, flows sent all the way at the end, neighbours of the target, and TTLs beyond it
 * @param sent probes that left
 * @param received answers matched
 */
record Findings(
        MultipathGraph graph,
        List<LoadBalancer> loadBalancers,
        List<MultipathRouter> routers,
        MultipathConfidence confidence,
        boolean reached,
        boolean complete,
        StopReason stopReason,
        List<Limit<MultipathLimit>> limits,
        int discoveryProbes,
        int sent,
        int received) {}
