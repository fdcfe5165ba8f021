// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pathtracer.check.Argument;
import org.pathtracer.enrich.AddressInfo;

/**
 * Who was seen at which TTL, and who behind whom. This host is not part of it: the vertices without predecessors are
 * its neighbours.
 *
 * @param vertices in the order of their TTLs; a vertex' id is its place
 * @param edges in the order of their ends' ids
 * @param paths in the order of their vertices' ids
 * @since 0.1.0
 */
public record MultipathGraph(List<MultipathVertex> vertices, List<MultipathEdge> edges, List<MultipathPath> paths) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if an id is not that of a vertex, or a vertex is not in its place
     */
    public MultipathGraph {
        Objects.requireNonNull(vertices, "vertices");
        Objects.requireNonNull(edges, "edges");
        Objects.requireNonNull(paths, "paths");
        vertices = List.copyOf(vertices);
        edges = List.copyOf(edges);
        paths = List.copyOf(paths);
        for (int i = 0; i < vertices.size(); i++) {
            Argument.range("id of vertex " + i, vertices.get(i).id(), i, i);
        }
        for (MultipathEdge edge : edges) {
            Argument.range("start of an edge", edge.from(), 0, vertices.size() - 1);
            Argument.range("end of an edge", edge.to(), edge.from() + 1, vertices.size() - 1);
        }
        int highest = vertices.size() - 1;
        for (MultipathPath path : paths) {
            path.vertices().forEach(id -> Argument.range("vertex of a path", id, 0, highest));
        }
    }

    /** The vertices of a TTL. */
    public List<MultipathVertex> at(int ttl) {
        return vertices.stream().filter(vertex -> vertex.ttl() == ttl).toList();
    }

    /** Ids of the vertices behind one, in order. */
    public List<Integer> successors(int id) {
        return edges.stream()
                .filter(edge -> edge.from() == id)
                .map(MultipathEdge::to)
                .toList();
    }

    /** Ids of the vertices before one, in order. */
    public List<Integer> predecessors(int id) {
        return edges.stream()
                .filter(edge -> edge.to() == id)
                .map(MultipathEdge::from)
                .toList();
    }

    /** The outermost diamonds, in the order of their TTLs. */
    public List<Diamond> diamonds() {
        return new DiamondFinder(this).find();
    }

    /** Vertices with several successors. */
    public List<MultipathVertex> divergencePoints() {
        return vertices.stream()
                .filter(vertex -> successors(vertex.id()).size() > 1)
                .toList();
    }

    /** Vertices with several predecessors. */
    public List<MultipathVertex> convergencePoints() {
        return vertices.stream()
                .filter(vertex -> predecessors(vertex.id()).size() > 1)
                .toList();
    }

    /** Ids of the vertices that all paths have in common before they part for the first time. */
    public List<Integer> commonPrefix() {
        List<Integer> prefix = new ArrayList<>();
        for (int i = 0; !paths.isEmpty(); i++) {
            int place = i;
            Set<Optional<Integer>> next = paths.stream()
                    .map(path -> path.vertices().stream().skip(place).findFirst())
                    .collect(Collectors.toSet());
            Optional<Integer> only = next.size() == 1 ? next.iterator().next() : Optional.empty();
            if (only.isEmpty()) {
                break;
            }
            prefix.add(only.get());
        }
        return prefix;
    }

    /** The vertices of a path that no other path has. */
    public List<MultipathVertex> uniqueHops(MultipathPath path) {
        Set<Integer> others = paths.stream()
                .filter(other -> !other.equals(path))
                .flatMap(other -> other.vertices().stream())
                .collect(Collectors.toSet());
        return path.vertices().stream()
                .filter(id -> !others.contains(id))
                .map(vertices::get)
                .toList();
    }

    /** The paths through a vertex for which something holds: its network, its country, its TTL. */
    public List<MultipathPath> pathsThrough(Predicate<MultipathVertex> wanted) {
        return paths.stream()
                .filter(path -> path.vertices().stream().map(vertices::get).anyMatch(wanted))
                .toList();
    }

    /** The paths through an autonomous system, as far as it is known whose addresses are its: by enrichment. */
    public List<MultipathPath> pathsThroughAsn(long asn) {
        return pathsThrough(vertex -> vertex.info().asns().contains(asn));
    }

    /** The paths through an address. */
    public List<MultipathPath> pathsThrough(InetAddress address) {
        return pathsThrough(vertex -> vertex.address().filter(address::equals).isPresent());
    }

    /** The same graph with what is known of its addresses; those left out keep what they have. */
    public MultipathGraph withInfo(Map<InetAddress, AddressInfo> infos) {
        return new MultipathGraph(
                vertices.stream()
                        .map(vertex ->
                                vertex.with(vertex.address().map(infos::get).orElse(vertex.info())))
                        .toList(),
                edges,
                paths);
    }

    /**
     * The part of the graph that some of its paths take; ids are given anew.
     *
     * @param wanted paths of this graph
     */
    public MultipathGraph of(Collection<MultipathPath> wanted) {
        return GraphParts.of(this, wanted);
    }

    /**
     * Returns the graph without silent vertices. The vertices before a silent one are linked with those that the same
     * flows meet behind it. Ids are assigned anew. A flow of which only one side is known links nothing.
     */
    public MultipathGraph withoutSilentHops() {
        return GraphParts.withoutSilentHops(this);
    }

    /**
     * 64 bits in hexadecimal that are the same for graphs with the same addresses at the same TTLs and the same edges,
     * whatever their times and flows; for others hardly ever.
     */
    public String fingerprint() {
        return Fingerprint.of(this);
    }

    /** What this graph has and an earlier one had not, and the other way round. */
    public MultipathDifference differenceFrom(MultipathGraph earlier) {
        return new MultipathDifference(
                without(addresses(), earlier.addresses()),
                without(earlier.addresses(), addresses()),
                without(links(), earlier.links()),
                without(earlier.links(), links()));
    }

    private Set<InetAddress> addresses() {
        return vertices.stream()
                .flatMap(vertex -> vertex.address().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<MultipathDifference.Link> links() {
        Set<MultipathDifference.Link> links = new LinkedHashSet<>();
        for (MultipathEdge edge : edges) {
            Optional<InetAddress> from = vertices.get(edge.from()).address();
            Optional<InetAddress> to = vertices.get(edge.to()).address();
            if (from.isPresent() && to.isPresent()) {
                links.add(new MultipathDifference.Link(from.get(), to.get()));
            }
        }
        return links;
    }

    private static <T> List<T> without(Set<T> all, Set<T> others) {
        return all.stream().filter(element -> !others.contains(element)).toList();
    }
}
