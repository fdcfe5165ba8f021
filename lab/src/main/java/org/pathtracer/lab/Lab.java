// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A network of namespaces around this JVM, which is its client host.
 *
 * <p>Nodes have names: {@value #CLIENT}, {@code r1} and so on (see {@link #router}), {@value #TARGET}, and {@code p1}
 * and so on for parallel routers, counted over the whole chain. In each node the device towards node {@code x} is
 * called {@code to-x}. A JVM has one open lab at a time; {@link #close} removes all of it. Not thread-safe.
 */
public final class Lab implements AutoCloseable {
    public static final String CLIENT = "client";
    public static final String TARGET = "target";

    private final Network network;
    private final int routers;
    private final Map<Family, List<List<InetAddress>>> hops = new EnumMap<>(Family.class);

    private Lab(Plan plan, int routers, Network network) {
        this.routers = routers;
        this.network = network;
        for (Family family : Family.values()) {
            hops.put(family, plan.hops(family));
        }
    }

    /** Begins the plan of a chain "client - r1 - ... - rN - target". */
    public static Chain chain(int routers) {
        return new Chain(routers);
    }

    static Lab open(Chain chain) {
        Plan plan = new Plan(chain);
        return new Lab(plan, chain.routers, Network.build(plan, chain.delay()));
    }

    /** The name of router {@code i}, counted from 1. */
    public static String router(int i) {
        return "r" + i;
    }

    /** The source address of the client: 10.77.1.2 or fd77:1::2. */
    public InetAddress client(Family family) {
        return Plan.subnet(1).address(family, Link.LEFT);
    }

    /** The address of router {@code i} that faces the client, and with which it answers: 10.77.i.1 or fd77:i::1. */
    public InetAddress routerAddress(int i, Family family) {
        if (i < 1 || i > routers) {
            throw new IllegalArgumentException("routers count from 1 to " + routers + ", not " + i);
        }
        return Plan.subnet(i).address(family, Link.RIGHT);
    }

    public InetAddress target(Family family) {
        return Plan.subnet(routers + 1).address(family, Link.RIGHT);
    }

    /**
     * The addresses that a trace would meet if nothing were wrong, in the order of TTL, with the target as the last.
     *
     * @throws IllegalStateException if routers are parallel; then see {@link #hopChoices}
     */
    public List<InetAddress> hops(Family family) {
        return hopChoices(family).stream()
                .map(choices -> {
                    if (choices.size() > 1) {
                        throw new IllegalStateException("parallel routers have no single hop: use hopChoices");
                    }
                    return choices.get(0);
                })
                .toList();
    }

    /** As {@link #hops}, with all the addresses that may answer at each TTL. */
    public List<List<InetAddress>> hopChoices(Family family) {
        return hops.getOrDefault(family, List.of());
    }

    /**
     * Runs a command in a node, for two minutes at most.
     *
     * @throws LabException if it can't be started, or doesn't end in time; any exit code is a result
     */
    public CommandResult exec(String node, List<String> command) {
        return network.exec(node, command, "");
    }

    /** As {@link #exec(String, List)}. */
    public CommandResult exec(String node, String... command) {
        return exec(node, List.of(command));
    }

    /** The command with a prefix that takes all capabilities (and root's user, where there are others) from it. */
    public static List<String> unprivileged(List<String> command) {
        return Privileges.dropFor(command);
    }

    /**
     * Runs code of this JVM in a node: on a thread of its own, which ends with the call. The sockets it opens and the
     * threads it starts belong to that node for good, so this is how a test gets a server on the target.
     *
     * @throws Exception what {@code work} throws
     */
    public <T extends @Nullable Object> T in(String node, Callable<T> work) throws Exception {
        return network.in(node, work);
    }

    /** Adds nftables rules to a node, in the syntax of {@code nft -f}. They go when the lab closes. */
    public void nft(String node, String rules) {
        network.nft(node, rules);
    }

    /**
     * Sets which groups may open ICMP sockets on the client, until the lab closes; {@code "1 0"} is nobody, even root.
     *
     * @throws LabException if the kernel refuses: where an ordinary user started the lab, the user namespace has the
     *     one group 0, and only {@code "0 0"} is allowed. There the other nodes still refuse ICMP sockets to everybody,
     *     as every new namespace does: see {@link #in} and {@link #exec}
     */
    public void setPingGroupRange(String range) {
        network.setPingGroupRange(range);
    }

    /**
     * Lets the target answer for each address of a block, of either family. The client finds the way to it in a lab
     * without routers, where everything goes to the target.
     */
    public void answerFor(String block) {
        exec(TARGET, "ip", "link", "set", "lo", "up").expectSuccess();
        exec(TARGET, "ip", "route", "replace", "local", block, "dev", "lo").expectSuccess();
    }

    /** Lets the target swallow what is for an IPv4 block, without a word. */
    public void swallow(String block) {
        nft(
                TARGET,
                "add table inet swallow\nadd chain inet swallow in { type filter hook prerouting priority 0; }\n"
                        + "add rule inet swallow in ip daddr " + block + " drop");
    }

    /** Takes the client's link down, and the routes and IPv6 addresses with it. */
    public void linkDown() {
        network.linkDown();
    }

    public void linkUp() {
        network.linkUp();
    }

    @Override
    public void close() {
        network.close();
    }
}
