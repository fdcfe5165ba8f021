// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.testkit.topology.Link;
import org.pathtracer.testkit.topology.Network;
import org.pathtracer.testkit.topology.Node;
import org.pathtracer.testkit.topology.Route;

/** Which ways lead from each node to each destination. */
final class RouteTable {
    private final Map<String, Site> sites = new HashMap<>();
    private final List<Site> inOrder = new ArrayList<>();
    private final Map<InetAddress, Site> owners = new HashMap<>();

    RouteTable(Network topology) {
        for (Node node : topology.nodes()) {
            Site site = new Site(inOrder.size(), node);
            inOrder.add(site);
            sites.put(node.name(), site);
            node.addresses().forEach(address -> owners.put(address, site));
        }
        topology.links().forEach(this::add);
        for (Route route : topology.routes()) {
            Site site = site(route.node());
            List<Passage> via =
                    route.via().stream().map(name -> site.to(site(name))).toList();
            site.routes.add(new Site.TimedRoute(route.fromNanos(), via));
        }
        for (Site site : inOrder) {
            topology.returnPaths(site.node).forEach(path -> site.returnPaths.add(way(site, path)));
            site.redirect = site.node.handling().redirectsTo().map(this::site).orElse(null);
        }
    }

    private void add(Link link) {
        Site from = site(link.from());
        Site to = site(link.to());
        link.toAddresses().forEach(address -> owners.put(address, to));
        link.fromAddresses().forEach(address -> owners.put(address, from));
        int mtu = link.mtu().orElse(Integer.MAX_VALUE);
        Passage out = new Passage(to, link.forward(), link.weight(), mtu, link.toAddresses());
        from.outward.add(out);
        from.all.add(out);
        link.backward().ifPresent(direction -> {
            Passage back = new Passage(from, direction, link.weight(), mtu, link.fromAddresses());
            out.back = back;
            back.back = out;
            to.all.add(back);
        });
    }

    private List<Passage> way(Site start, List<String> names) {
        List<Passage> way = new ArrayList<>();
        Site last = start;
        for (String name : names) {
            Site next = site(name);
            way.add(last.to(next));
            last = next;
        }
        return way;
    }

    private Site site(String name) {
        return Optional.ofNullable(sites.get(name)).orElseThrow();
    }

    Site site(Node node) {
        return site(node.name());
    }

    /** The site with this address; null if there is none. */
    @Nullable
    Site owner(InetAddress address) {
        return owners.get(address);
    }

    /** Where a node may send a packet for another node; empty if there is no way. */
    List<Passage> next(Site site, @Nullable Site target, long now) {
        for (int i = site.routes.size() - 1; i >= 0; i--) {
            if (site.routes.get(i).fromNanos() <= now) {
                return site.routes.get(i).via();
            }
        }
        if (target == null) {
            return List.of();
        }
        if (target.waysHere == null) {
            target.waysHere = waysTo(target);
        }
        return target.waysHere.get(site.index);
    }

    private List<List<Passage>> waysTo(Site target) {
        boolean[] leads = leadingTo(target);
        List<List<Passage>> all = new ArrayList<>();
        for (Site site : inOrder) {
            all.add(site.outward.stream()
                    .filter(passage -> leads[passage.to.index])
                    .toList());
        }
        return all;
    }

    private boolean[] leadingTo(Site target) {
        List<List<Site>> before = new ArrayList<>();
        inOrder.forEach(site -> before.add(new ArrayList<>()));
        for (Site site : inOrder) {
            site.outward.forEach(passage -> before.get(passage.to.index).add(site));
        }
        boolean[] leads = new boolean[inOrder.size()];
        ArrayDeque<Site> open = new ArrayDeque<>(List.of(target));
        leads[target.index] = true;
        while (!open.isEmpty()) {
            for (Site site : before.get(open.remove().index)) {
                // Hosts don't forward.
                boolean forwards = site.node.role() != Node.Role.DESTINATION;
                if (forwards && !leads[site.index]) {
                    leads[site.index] = true;
                    open.add(site);
                }
            }
        }
        return leads;
    }
}
