// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

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
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.multipath.Diamond;
import org.pathtracer.multipath.MultipathDifference;
import org.pathtracer.multipath.MultipathEdge;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathPath;
import org.pathtracer.multipath.MultipathVertex;

/** The facts of a {@link MultipathGraph}. */
public record MultipathGraphRecord(List<MultipathVertex> vertices, List<MultipathEdge> edges, List<MultipathPath> paths)
        implements MultipathGraph {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if an id is not that of a vertex, or a vertex is not in its place
     */
    public MultipathGraphRecord {
        Objects.requireNonNull(vertices, "vertices");
        Objects.requireNonNull(edges, "edges");
        Objects.requireNonNull(paths, "paths");
        vertices = List.copyOf(vertices);
        edges = List.copyOf(edges);
        paths = List.copyOf(paths);
        for (int i = 0; i < vertices.size(); i++) {
            requireRange("id of vertex " + i, vertices.get(i).id(), i, i);
        }
        for (MultipathEdge edge : edges) {
            requireRange("start of an edge", edge.from(), 0, vertices.size() - 1);
            requireRange("end of an edge", edge.to(), edge.from() + 1, vertices.size() - 1);
        }
        int highest = vertices.size() - 1;
        for (MultipathPath path : paths) {
            path.vertices().forEach(id -> requireRange("vertex of a path", id, 0, highest));
        }
    }

    @Override
    public List<MultipathVertex> at(int ttl) {
        return vertices.stream().filter(vertex -> vertex.ttl() == ttl).toList();
    }

    @Override
    public List<Integer> successors(int id) {
        return edges.stream()
                .filter(edge -> edge.from() == id)
                .map(MultipathEdge::to)
                .toList();
    }

    @Override
    public List<Integer> predecessors(int id) {
        return edges.stream()
                .filter(edge -> edge.to() == id)
                .map(MultipathEdge::from)
                .toList();
    }

    @Override
    public List<Diamond> diamonds() {
        return new DiamondFinder(this).find();
    }

    @Override
    public List<MultipathVertex> divergencePoints() {
        return vertices.stream()
                .filter(vertex -> successors(vertex.id()).size() > 1)
                .toList();
    }

    @Override
    public List<MultipathVertex> convergencePoints() {
        return vertices.stream()
                .filter(vertex -> predecessors(vertex.id()).size() > 1)
                .toList();
    }

    @Override
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

    @Override
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

    @Override
    public List<MultipathPath> pathsThrough(Predicate<MultipathVertex> wanted) {
        return paths.stream()
                .filter(path -> path.vertices().stream().map(vertices::get).anyMatch(wanted))
                .toList();
    }

    @Override
    public List<MultipathPath> pathsThroughAsn(long asn) {
        return pathsThrough(vertex -> vertex.info().asns().contains(asn));
    }

    @Override
    public List<MultipathPath> pathsThrough(InetAddress address) {
        return pathsThrough(vertex -> vertex.address().filter(address::equals).isPresent());
    }

    /** The same graph with what is known of its addresses; those left out keep what they have. */
    public static MultipathGraph withInfo(MultipathGraph graph, Map<InetAddress, AddressInfo> infos) {
        return new MultipathGraphRecord(
                graph.vertices().stream()
                        .map(vertex -> MultipathVertexRecord.with(
                                vertex, vertex.address().map(infos::get).orElse(vertex.info())))
                        .toList(),
                graph.edges(),
                graph.paths());
    }

    @Override
    public MultipathGraph of(Collection<MultipathPath> wanted) {
        return GraphParts.of(this, wanted);
    }

    @Override
    public MultipathGraph withoutSilentHops() {
        return GraphParts.withoutSilentHops(this);
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(this);
    }

    @Override
    public MultipathDifference differenceFrom(MultipathGraph earlier) {
        return new MultipathDifference(
                without(addresses(this), addresses(earlier)),
                without(addresses(earlier), addresses(this)),
                without(links(this), links(earlier)),
                without(links(earlier), links(this)));
    }

    private static Set<InetAddress> addresses(MultipathGraph graph) {
        return graph.vertices().stream()
                .flatMap(vertex -> vertex.address().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<MultipathDifference.Link> links(MultipathGraph graph) {
        Set<MultipathDifference.Link> links = new LinkedHashSet<>();
        for (MultipathEdge edge : graph.edges()) {
            Optional<InetAddress> from = graph.vertices().get(edge.from()).address();
            Optional<InetAddress> to = graph.vertices().get(edge.to()).address();
            if (from.isPresent() && to.isPresent()) {
                links.add(new MultipathDifference.Link(from.get(), to.get()));
            }
        }
        return links;
    }

    private static <T> List<T> without(Set<T> all, Set<T> others) {
        return all.stream().filter(element -> !others.contains(element)).toList();
    }

    private static void requireRange(String what, int value, int lowest, int highest) {
        // No sentence is made before it is needed: graphs have thousands of ids.
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(
                    "%s is %d, but must be from %d to %d".formatted(what, value, lowest, highest));
        }
    }

    @Override
    public String toString() {
        return "%s, %s, %s"
                .formatted(
                        Sentences.count(vertices.size(), "vertex"),
                        Sentences.count(edges.size(), "edge"),
                        Sentences.count(paths.size(), "path"));
    }
}
