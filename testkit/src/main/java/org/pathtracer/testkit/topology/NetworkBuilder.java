// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.testkit.check.Checks;

/**
 * Describes a network: what {@code org.pathtracer.testkit.TopologyBuilder} can be told. Every setter checks its own
 * values; {@link #network} checks that they make a network. Not thread-safe.
 *
 * @param <B> the builder itself
 * @since 0.1.0
 */
public abstract class NetworkBuilder<B extends NetworkBuilder<B>> {
    /** For more of them there is no address of their own. */
    private static final int MOST_NODES = 65_535;

    private final Map<String, NodeBuilder> nodes = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private final Map<String, List<List<String>>> returnPaths = new LinkedHashMap<>();
    private final List<Attacker> attackers = new ArrayList<>();

    /** For a builder without nodes. */
    protected NetworkBuilder() {}

    /** Returns this. */
    protected abstract B self();

    /** Where probes come from, with addresses of its own. */
    public B source(String name) {
        return source(name, node -> {});
    }

    /** Where probes come from. */
    public B source(String name, Consumer<NodeBuilder> options) {
        return node(name, Node.Role.SOURCE, options);
    }

    /** A router without peculiarities. */
    public B router(String name) {
        return router(name, node -> {});
    }

    /** A router. */
    public B router(String name, Consumer<NodeBuilder> options) {
        return node(name, Node.Role.ROUTER, options);
    }

    /** A host that answers. */
    public B destination(String name) {
        return destination(name, node -> {});
    }

    /** A host to be probed. */
    public B destination(String name, Consumer<NodeBuilder> options) {
        return node(name, Node.Role.DESTINATION, options);
    }

    /** A node of this role. */
    public B node(String name, Node.Role role, Consumer<NodeBuilder> options) {
        Checks.require(!nodes.containsKey(name), "there are two nodes named \"%s\"".formatted(name));
        Checks.require(nodes.size() < MOST_NODES, "a network has at most %d nodes".formatted(MOST_NODES));
        NodeBuilder builder = new NodeBuilder(name, role);
        options.accept(builder);
        nodes.put(name, builder);
        return self();
    }

    /** Adds to what was said of a node. */
    public void extend(String name, Consumer<NodeBuilder> options) {
        NodeBuilder node = nodes.get(name);
        if (node == null) {
            throw new InvalidRequestException("unknown node \"%s\"".formatted(name));
        }
        options.accept(node);
    }

    /** A link without delay. */
    public B link(String from, String to) {
        return link(from, to, link -> {});
    }

    /** A link that leads away from the source. Its nodes may be described later. */
    public B link(String from, String to, Consumer<Link.Builder> options) {
        Link.Builder builder = new Link.Builder();
        options.accept(builder);
        links.add(builder.build(from, to));
        return self();
    }

    /** A link of the same properties between each two neighbours of a path. */
    public B path(List<String> names, Consumer<Link.Builder> options) {
        Checks.require(names.size() >= 2, "a path has at least two nodes, not %s".formatted(names));
        for (int i = 1; i < names.size(); i++) {
            link(names.get(i - 1), names.get(i), options);
        }
        return self();
    }

    /** Sends everything for others that a node gets to these neighbours, even back: so loops are made. */
    public B route(String node, String... via) {
        return routeFrom(Duration.ZERO, node, via);
    }

    /** The same from a time on, counted from the network's start. */
    public B routeFrom(Duration time, String node, String... via) {
        routes.add(new Route(Checks.nanos("time of a route", time), node, List.of(via)));
        return self();
    }

    /**
     * A way of a node's answers. Each two neighbours on it need a link in any direction. If there are several ways, the
     * node's {@link Balancing} chooses among them, by the header of what it answers.
     *
     * @param node the node that answers
     * @param path names of the nodes that they pass; the last is the source
     */
    public B returnPath(String node, String... path) {
        returnPaths.computeIfAbsent(node, name -> new ArrayList<>()).add(List.of(path));
        return self();
    }

    /**
     * Adds an attacker that forges answers.
     *
     * @param repliesPerProbe how many to each probe, 1 to 1000
     * @param delay from the probe's sending to their arrival
     */
    public B attacker(int repliesPerProbe, Duration delay) {
        return attacker(repliesPerProbe, delay, EnumSet.of(ReplyKind.ECHO_REPLY));
    }

    /**
     * Adds an attacker that forges answers of several kinds.
     *
     * @param repliesPerProbe how many of each kind to each probe, 1 to 1000
     * @param delay from the probe's sending to their arrival
     */
    public B attacker(int repliesPerProbe, Duration delay, Set<ReplyKind> kinds) {
        Checks.require(!kinds.isEmpty(), "an attacker must forge some kind of answer");
        attackers.add(new Attacker(
                Checks.range("forged replies", repliesPerProbe, 1, 1000),
                Checks.nanos("attacker's delay", delay),
                kinds));
        return self();
    }

    /**
     * The network.
     *
     * @throws NetworkFault with what is wrong and where, if this is no network in which probes and answers can travel
     */
    public Network network() {
        List<Node> built = new ArrayList<>();
        for (NodeBuilder node : nodes.values()) {
            built.add(node.build(built.size()));
        }
        List<Route> inTime = new ArrayList<>(routes);
        inTime.sort(Comparator.comparingLong(Route::fromNanos));
        TopologyCheck.check(built, links, inTime, returnPaths);
        return new Network(built, links, inTime, returnPaths, attackers);
    }
}
