// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.enrich.EnrichmentReport;
import org.pathtracer.multipath.Diamond;
import org.pathtracer.multipath.LoadBalancer;
import org.pathtracer.multipath.MultipathAlgorithm;
import org.pathtracer.multipath.MultipathConfidence;
import org.pathtracer.multipath.MultipathEdge;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathLimit;
import org.pathtracer.multipath.MultipathPath;
import org.pathtracer.multipath.MultipathRouter;
import org.pathtracer.multipath.MultipathVertex;

/**
 * The paths to a target.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface MultipathResult extends TargetRun {
    /** Returns the algorithm, as asked for. */
    MultipathAlgorithm algorithm();

    /** Returns how sure it is that nothing was missed. */
    MultipathConfidence confidence();

    /** Returns whether the destination itself answered. */
    boolean reached();

    /** Returns whether it ended by itself, with the confidence asked for everywhere. */
    boolean complete();

    /**
     * Returns what limits the result: where it ended early and what is missing, silent routers, lost answers, changed
     * routes, diamonds in which the algorithm was changed.
     */
    List<Limit<MultipathLimit>> limits();

    /** Returns the vertices, edges and paths. */
    MultipathGraph graph();

    /** Returns the routers that choose among several ways, in the order of their TTLs. */
    List<LoadBalancer> loadBalancers();

    /** Returns the addresses that are taken to be one router's, as far as that was asked for and seen. */
    List<MultipathRouter> routers();

    /** Returns what was asked for of names and networks, and not found out. */
    EnrichmentReport enrichment();

    /** Returns all vertices, in the order of their ids. */
    List<MultipathVertex> vertices();

    /** Returns all edges, in the order of their ends. */
    List<MultipathEdge> edges();

    /** Returns the diamonds, in the order of their TTLs. */
    List<Diamond> diamonds();

    /** Returns the paths that flows were seen to take. */
    List<MultipathPath> paths();
}
