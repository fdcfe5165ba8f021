// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.pathtracer.annotation.NotForImplementation;

/**
 * Which vertices were seen at which TTL, and which behind which. This host is not part of it: the vertices without
 * predecessors are its neighbours.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface MultipathGraph {
    /** Returns the vertices, in the order of their TTLs; a vertex' id is its place. */
    List<MultipathVertex> vertices();

    /** Returns the edges, in the order of their ends' ids. */
    List<MultipathEdge> edges();

    /** Returns the paths, in the order of their vertices' ids. */
    List<MultipathPath> paths();

    /** Returns the vertices of a TTL. */
    List<MultipathVertex> at(int ttl);

    /** Returns ids of the vertices behind one, in order. */
    List<Integer> successors(int id);

    /** Returns ids of the vertices before one, in order. */
    List<Integer> predecessors(int id);

    /** Returns the outermost diamonds, in the order of their TTLs. */
    List<Diamond> diamonds();

    /** Returns the vertices with several successors. */
    List<MultipathVertex> divergencePoints();

    /** Returns the vertices with several predecessors. */
    List<MultipathVertex> convergencePoints();

    /** Returns ids of the vertices that all paths have in common before they part for the first time. */
    List<Integer> commonPrefix();

    /** Returns the vertices of a path that no other path has. */
    List<MultipathVertex> uniqueHops(MultipathPath path);

    /** Returns the paths through a vertex for which something holds: its network, its country, its TTL. */
    List<MultipathPath> pathsThrough(Predicate<MultipathVertex> wanted);

    /** Returns the paths through an autonomous system, as far as it is known whose addresses are its: by enrichment. */
    List<MultipathPath> pathsThroughAsn(long asn);

    /** Returns the paths through an address. */
    List<MultipathPath> pathsThrough(InetAddress address);

    /**
     * Returns the part of the graph that some of its paths take; ids are given anew.
     *
     * @param wanted paths of this graph
     */
    MultipathGraph of(Collection<MultipathPath> wanted);

    /**
     * Returns the graph without silent vertices. The vertices before a silent one are linked with those that the same
     * flows meet behind it. Ids are assigned anew. A flow of which only one side is known links nothing.
     */
    MultipathGraph withoutSilentHops();

    /**
     * Returns the 64 bits in hexadecimal that are the same for graphs with the same addresses at the same TTLs and the
     * same edges, whatever their times and flows; for others hardly ever.
     */
    String fingerprint();

    /** Returns what this graph has and an earlier one had not, and the other way round. */
    MultipathDifference differenceFrom(MultipathGraph earlier);
}
