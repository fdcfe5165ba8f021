// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.AddressFamily;

/**
 * A network as a graph: what {@code org.pathtracer.testkit.Topology} shows of itself. Links lead away from the source.
 * Packets take those from which their destination can be reached: if there are several, the router balances; explicit
 * {@linkplain NetworkBuilder#route routes} come before that. Answers go back the way the probe came, unless the node
 * has a {@linkplain NetworkBuilder#returnPath return path}. Immutable, and of no particular clock: what drives it says
 * what time it is.
 *
 * @since 0.1.0
 */
public class Network {
    private final Map<String, Node> nodes;
    private final Map<InetAddress, Node> owners;
    private final Node source;
    private final List<Link> links;
    private final List<Route> routes;
    private final Map<String, List<List<String>>> returnPaths;
    private final List<Attacker> attackers;

    Network(
            List<Node> nodes,
            List<Link> links,
            List<Route> routes,
            Map<String, List<List<String>>> returnPaths,
            List<Attacker> attackers) {
        Map<String, Node> byName = new LinkedHashMap<>();
        Map<InetAddress, Node> byAddress = new HashMap<>();
        for (Node node : nodes) {
            byName.put(node.name(), node);
            node.addresses().forEach(address -> byAddress.put(address, node));
        }
        for (Link link : links) {
            link.fromAddresses().forEach(address -> byAddress.put(address, byName.get(link.from())));
            link.toAddresses().forEach(address -> byAddress.put(address, byName.get(link.to())));
        }
        this.nodes = Collections.unmodifiableMap(byName);
        this.owners = byAddress;
        this.source = nodes.stream()
                .filter(node -> node.role() == Node.Role.SOURCE)
                .findFirst()
                .orElseThrow();
        this.links = List.copyOf(links);
        this.routes = List.copyOf(routes);
        this.returnPaths = Map.copyOf(returnPaths);
        this.attackers = List.copyOf(attackers);
    }

    /** For a network that has everything of another. */
    protected Network(Network other) {
        nodes = other.nodes;
        owners = other.owners;
        source = other.source;
        links = other.links;
        routes = other.routes;
        returnPaths = other.returnPaths;
        attackers = other.attackers;
    }

    /** All nodes, in the order of their description. */
    public Collection<Node> nodes() {
        return nodes.values();
    }

    /** The node of this name. */
    public Optional<Node> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    /** The node that has this address. */
    public Optional<Node> owner(InetAddress address) {
        return Optional.ofNullable(owners.get(address));
    }

    /** All addresses of a node: its own, and those that its interfaces have to themselves. */
    public List<InetAddress> addresses(Node node) {
        List<InetAddress> all = new ArrayList<>(node.addresses());
        for (Link link : links) {
            if (link.from().equals(node.name())) {
                all.addAll(link.fromAddresses());
            } else if (link.to().equals(node.name())) {
                all.addAll(link.toAddresses());
            }
        }
        return all;
    }

    /** Where probes come from. */
    public Node source() {
        return source;
    }

    /** Whether probes of this family have an address to come from. */
    public boolean supports(AddressFamily family) {
        return source().address(family).isPresent();
    }

    /** All links, in the order of their description. */
    public List<Link> links() {
        return links;
    }

    /** Explicit routes, the earliest first. */
    public List<Route> routes() {
        return routes;
    }

    /**
     * The ways that a node's answers may take: names of the nodes that they pass, of which the source is the last.
     * Empty if they go back as their probe came; if there are several, the node balances.
     */
    public List<List<String>> returnPaths(Node node) {
        return returnPaths.getOrDefault(node.name(), List.of());
    }

    /** The attackers that forge answers. */
    public List<Attacker> attackers() {
        return attackers;
    }
}
