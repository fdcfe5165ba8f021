// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pathtracer.AddressFamily;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.testkit.check.Checks;

/** Whether nodes, links and routes make a network in which probes and answers can travel. */
final class TopologyCheck {
    static final int MOST_NODES = 60_000;

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Map<String, Link>> links = new HashMap<>();
    private final Map<InetAddress, Node> owners = new HashMap<>();
    private final Map<String, List<List<String>>> returnPaths;
    /** What is being checked, in the words of {@link NetworkFault}. */
    private String culprit = NetworkFault.NETWORK;

    private TopologyCheck(List<Node> nodes, Map<String, List<List<String>>> returnPaths) {
        nodes.forEach(node -> this.nodes.put(node.name(), node));
        this.returnPaths = returnPaths;
    }

    static void check(
            List<Node> nodes, List<Link> links, List<Route> routes, Map<String, List<List<String>>> returnPaths) {
        TopologyCheck check = new TopologyCheck(nodes, returnPaths);
        try {
            check.nodes();
            links.forEach(check::link);
            routes.forEach(check::route);
            returnPaths.forEach((node, paths) -> paths.forEach(path -> check.returnPath(node, path)));
            nodes.forEach(check::redirection);
            check.reachable();
        } catch (InvalidRequestException e) {
            throw new NetworkFault(check.culprit, e);
        }
    }

    private void nodes() {
        Checks.require(nodes.size() <= MOST_NODES, "a network has at most %d nodes".formatted(MOST_NODES));
        for (Node node : nodes.values()) {
            culprit = NetworkFault.node(node.name());
            node.addresses().forEach(address -> own(address, node));
        }
        culprit = NetworkFault.NETWORK;
        Checks.require(count(Node.Role.SOURCE) == 1, "a network has one source, not " + count(Node.Role.SOURCE));
        Checks.require(count(Node.Role.DESTINATION) > 0, "a network needs at least one destination");
    }

    private void own(InetAddress address, Node node) {
        Node other = owners.put(address, node);
        if (other == null) {
            return;
        }
        String literal = CanonicalAddress.of(address);
        throw new InvalidRequestException(
                other.name().equals(node.name())
                        ? "address %s is there twice".formatted(literal)
                        : "address %s belongs to two nodes, %s and %s".formatted(literal, other.name(), node.name()));
    }

    private long count(Node.Role role) {
        return nodes.values().stream().filter(node -> node.role() == role).count();
    }

    private void link(Link link) {
        culprit = NetworkFault.link(link.from(), link.to());
        Node from = known(link.from(), "a link");
        Node to = known(link.to(), "a link");
        link.fromAddresses().forEach(address -> own(address, from));
        link.toAddresses().forEach(address -> own(address, to));
        Checks.require(!link.from().equals(link.to()), "a link leads from \"%s\" to itself".formatted(link.from()));
        boolean twice = linked(link.from(), link.to());
        Checks.require(!twice, "there are two links between \"%s\" and \"%s\"".formatted(link.from(), link.to()));
        links.computeIfAbsent(link.from(), name -> new LinkedHashMap<>()).put(link.to(), link);
    }

    private void route(Route route) {
        culprit = NetworkFault.route(route.node());
        Node node = known(route.node(), "a route");
        Checks.require(node.role() == Node.Role.ROUTER, "\"%s\" has a route but is no router".formatted(route.node()));
        Checks.require(!route.via().isEmpty(), "the route of \"%s\" leads nowhere".formatted(route.node()));
        for (String via : route.via()) {
            known(via, "a route");
            Checks.require(
                    passable(route.node(), via),
                    "the route of \"%s\" leads to \"%s\", but no link does".formatted(route.node(), via));
        }
    }

    private void returnPath(String name, List<String> path) {
        culprit = NetworkFault.returnPath(name);
        known(name, "a return path");
        String last = name;
        for (String next : path) {
            known(next, "the return path of \"%s\"".formatted(name));
            Checks.require(
                    passable(last, next),
                    "the return path of \"%s\" goes from \"%s\" to \"%s\", but no link does"
                            .formatted(name, last, next));
            last = next;
        }
        boolean home = !path.isEmpty() && known(last, "a return path").role() == Node.Role.SOURCE;
        Checks.require(home, "the return path of \"%s\" does not end at the source".formatted(name));
    }

    private void redirection(Node node) {
        culprit = NetworkFault.node(node.name());
        node.handling().redirectsTo().ifPresent(name -> {
            known(name, "\"%s\" redirects, but".formatted(node.name()));
            Checks.require(
                    node.role() == Node.Role.ROUTER && !name.equals(node.name()),
                    "only a router can redirect, and only to another node, not \"%s\" to \"%s\""
                            .formatted(node.name(), name));
        });
    }

    private void reachable() {
        Node source = nodes.values().stream()
                .filter(node -> node.role() == Node.Role.SOURCE)
                .findFirst()
                .orElseThrow();
        Set<String> reached = from(Set.of(source.name()));
        for (Node node : nodes.values()) {
            culprit = NetworkFault.node(node.name());
            Checks.require(
                    reached.contains(node.name()), "no link leads from the source to \"%s\"".formatted(node.name()));
            boolean answers = node.role() == Node.Role.DESTINATION;
            for (AddressFamily family : List.of(AddressFamily.IPV4, AddressFamily.IPV6)) {
                boolean lacking = answers
                        && node.address(family).isPresent()
                        && source.address(family).isEmpty();
                Checks.require(
                        !lacking,
                        "no route back from \"%s\" over %s: the source has no such address"
                                .formatted(node.name(), family));
            }
        }
        wayBack();
    }

    /** Answers take the probe's way back. Behind a one-way link that is closed to them. */
    private void wayBack() {
        Set<String> behind = new HashSet<>();
        for (Map<String, Link> out : links.values()) {
            out.values().stream().filter(link -> link.backward().isEmpty()).forEach(link -> behind.add(link.to()));
        }
        for (String name : from(behind)) {
            culprit = NetworkFault.node(name);
            Node node = known(name, "a link");
            boolean answers = node.answering().errors() || node.answering().echo();
            Checks.require(
                    !answers || returnPaths.containsKey(name),
                    "no route back from \"%s\": it is behind a one-way link and has no return path".formatted(name));
        }
    }

    /** These and all that links lead to from there. */
    private Set<String> from(Set<String> starts) {
        Set<String> reached = new HashSet<>(starts);
        ArrayDeque<String> open = new ArrayDeque<>(starts);
        while (!open.isEmpty()) {
            for (String next : links.getOrDefault(open.remove(), Map.of()).keySet()) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }

    private boolean linked(String a, String b) {
        return links.getOrDefault(a, Map.of()).containsKey(b)
                || links.getOrDefault(b, Map.of()).containsKey(a);
    }

    private boolean passable(String a, String b) {
        Link back = links.getOrDefault(b, Map.of()).get(a);
        return links.getOrDefault(a, Map.of()).containsKey(b)
                || back != null && back.backward().isPresent();
    }

    private Node known(String name, String where) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new InvalidRequestException("%s names the unknown node \"%s\"; there are: %s"
                    .formatted(where, name, String.join(", ", nodes.keySet())));
        }
        return node;
    }
}
