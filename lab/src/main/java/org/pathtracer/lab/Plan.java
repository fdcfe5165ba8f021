// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What to build for a chain: the nodes and what to type in each, the cables, and the hops that a trace should see. */
final class Plan {
    static final String WIRE = "wire";

    final Map<String, Node> nodes = new LinkedHashMap<>();
    final List<String> cables = new ArrayList<>();

    private final Chain chain;
    /** The subnet that holds the upstream address of each hop; several where routers are parallel. */
    private final List<List<Subnet>> hops = new ArrayList<>();

    private int branches;

    Plan(Chain chain) {
        this.chain = chain;
        for (int k = 0; k <= chain.routers + 1; k++) {
            nodes.put(name(k), k == 0 || k > chain.routers ? Node.host() : Node.router());
        }
        for (int k = 1; k <= chain.routers + 1; k++) {
            if (chain.widthAfter(k - 1) > 1) {
                joinThroughBranches(k, chain.widthAfter(k - 1));
            } else {
                join(k);
            }
            hops.add(List.of(subnet(k)));
        }
        chain.loops.forEach(this::loop);
        faults();
    }

    List<List<InetAddress>> hops(Family family) {
        return hops.stream()
                .map(choices -> choices.stream()
                        .map(subnet -> subnet.address(family, Link.RIGHT))
                        .toList())
                .toList();
    }

    /** The client's end of its one link. */
    String clientDevice() {
        return "to-" + name(1);
    }

    static Subnet subnet(int k) {
        return new Subnet(Subnet.CHAIN, k);
    }

    private String name(int k) {
        return k == 0 ? Lab.CLIENT : k > chain.routers ? Lab.TARGET : Lab.router(k);
    }

    private Node node(int k) {
        return node(name(k));
    }

    Node node(String name) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new IllegalStateException("the plan has no node " + name);
        }
        return node;
    }

    /** The link between node k - 1 and node k, and the routes across it. */
    private void join(int k) {
        Link link = Link.between(name(k - 1), name(k), subnet(k), chain.mtuAfter(k - 1));
        if (k == 1 && chain.isDelayed()) {
            cables.addAll(DelayLine.cables(link));
            nodes.put(WIRE, DelayLine.node());
            attachEnds(link);
        } else {
            lay(link);
        }
        for (Family family : Family.values()) {
            if (k == 1) {
                // The only default route: what no link of the lab has, the first router calls unreachable.
                node(0).route(family == Family.V4 ? "default" : "::/0", link.rightText(family));
                back(node(k), family, "dev " + link.rightDevice(), link.subnet());
            } else {
                forward(k - 1, family, List.of(link.rightText(family)));
                back(node(k), family, "via " + link.leftText(family), link.subnet());
            }
        }
    }

    private void joinThroughBranches(int k, int width) {
        List<Link> into = new ArrayList<>();
        List<Link> out = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            String branch = "p" + ++branches;
            nodes.put(branch, Node.router());
            int mtu = chain.mtuAfter(k - 1);
            into.add(Link.between(name(k - 1), branch, new Subnet(Subnet.INTO_BRANCH, branches), mtu));
            out.add(Link.between(branch, name(k), new Subnet(Subnet.OUT_OF_BRANCH, branches), mtu));
            lay(into.get(i));
            lay(out.get(i));
            for (Family family : Family.values()) {
                node(branch).route(family.everySubnet, out.get(i).rightText(family));
                back(
                        node(branch),
                        family,
                        "via " + into.get(i).leftText(family),
                        into.get(i).subnet());
            }
        }
        for (Family family : Family.values()) {
            forward(
                    k - 1,
                    family,
                    into.stream().map(link -> link.rightText(family)).toList());
            // Whichever way a probe came, this hop answers with the one address that stands in the list of hops.
            String self = subnet(k).text(family, Link.RIGHT);
            node(k).address("lo", family, self + "/" + family.hostBits);
            back(node(k), family, "via " + out.get(0).leftText(family), subnet(k));
        }
        hops.add(into.stream().map(Link::subnet).toList());
    }

    private void forward(int k, Family family, List<String> via) {
        if (!chain.loops.containsKey(k)) {
            node(k).multipath(family.everySubnet, via);
        }
    }

    private static void back(Node node, Family family, String way, Subnet self) {
        node.routeBack(subnet(1).text(family, Link.LEFT), way, self.text(family, Link.RIGHT));
    }

    /** A cable of its own leads back, so that no router sees a packet leave where it came, which asks for redirects. */
    private void loop(int from, int back) {
        Link link = new Link(name(back), "loop", name(from), "loop", new Subnet(Subnet.LOOP, 1), chain.mtuAfter(back));
        lay(link);
        for (Family family : Family.values()) {
            node(from).route(family.everySubnet, link.leftText(family));
        }
    }

    private void lay(Link link) {
        cables.add(link.creation());
        attachEnds(link);
    }

    private void attachEnds(Link link) {
        node(link.left()).attach(link.leftDevice(), link.subnet(), Link.LEFT, Link.RIGHT);
        node(link.right()).attach(link.rightDevice(), link.subnet(), Link.RIGHT, Link.LEFT);
    }

    private void faults() {
        Subnet target = subnet(chain.routers + 1);
        IntStream.rangeClosed(1, chain.routers).forEach(k -> {
            if (chain.silent.contains(k)) {
                node(k).onOutput("icmp type { time-exceeded, destination-unreachable } drop");
                node(k).onOutput("icmpv6 type { time-exceeded, destination-unreachable, packet-too-big } drop");
            }
            if (chain.blackholes.contains(k)) {
                node(k).onForward("drop");
            }
            Rejection rejection = chain.rejections.get(k);
            if (rejection != null) {
                for (Family family : Family.values()) {
                    node(k).onForward(rejection.rule(family, target.text(family, Link.RIGHT)));
                }
            }
        });
    }
}
