// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A plan that was carried out, and how to undo it. */
final class Network implements AutoCloseable {
    /** The client's namespace has one set of routes, so there is one network at a time. */
    private static final AtomicBoolean OPEN = new AtomicBoolean();

    private static final Duration LINK_PATIENCE = Duration.ofSeconds(20);

    private final Plan plan;
    private final String clientDevice;
    /** The last made is the first undone. */
    private final Deque<Runnable> undo = new ArrayDeque<>();

    private Network(Plan plan) {
        this.plan = plan;
        this.clientDevice = plan.clientDevice();
    }

    static Network build(Plan plan, Duration delay) {
        if (!OPEN.compareAndSet(false, true)) {
            throw new IllegalStateException("another lab is open in this JVM: close it first");
        }
        Network network = new Network(plan);
        network.undo.push(() -> OPEN.set(false));
        try {
            network.carryOut(delay);
            return network;
        } catch (RuntimeException | Error e) {
            network.closeAfter(e);
            throw e;
        }
    }

    private void carryOut(Duration delay) {
        List<String> names =
                plan.nodes.keySet().stream().filter(n -> !n.equals(Lab.CLIENT)).toList();
        undo.push(() -> ip(names.stream().map(name -> "netns del " + name), "-force"));
        ip(names.stream().map(name -> "netns add " + name));
        // The kernel frees namespaces later, and the client's device with them: too late for the next lab.
        undo.push(() -> ip(Stream.of("link del " + clientDevice)));
        ip(plan.cables.stream());
        configure(plan.nodes.keySet());
        awaitLinks(plan.nodes.keySet());
        Checksums.finish(clientDevice);
        if (!delay.isZero()) {
            DelayLine line = DelayLine.start(delay);
            undo.push(line::close);
        }
    }

    /** One process for all lines: a process for each would take longer than the test. */
    private static void ip(Stream<String> lines, String... options) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(options));
        command.addAll(List.of("-batch", "-"));
        Command.run(command, lines.collect(Collectors.joining("\n", "", "\n"))).expectSuccess();
    }

    private void configure(Collection<String> nodes) {
        inEach(nodes, node -> plan.node(node).script());
    }

    /**
     * The kernel begins to send over a link a while after its two ends are up, in a work queue; until then the link has
     * the queueing discipline "noop", which drops everything.
     */
    private void awaitLinks(Collection<String> nodes) {
        long until = System.nanoTime() + LINK_PATIENCE.toNanos();
        String links;
        do {
            links = inEach(nodes, node -> "ip -o link show type veth\n");
            if (links.lines().allMatch(line -> line.contains("state UP") && !line.contains("qdisc noop "))) {
                return;
            }
        } while (System.nanoTime() < until);
        throw new LabException("links did not come up:\n" + links);
    }

    /** Runs a script in each node, and all of them in one process of this JVM: its start takes longer than theirs. */
    private static String inEach(Collection<String> nodes, UnaryOperator<String> script) {
        StringBuilder all = new StringBuilder();
        for (String node : nodes) {
            if (!node.equals(Lab.CLIENT)) {
                all.append("nsenter --net=/run/netns/").append(node).append(' ');
            }
            all.append("sh -s <<'END OF NODE' || exit\n")
                    .append(script.apply(node))
                    .append("END OF NODE\n");
        }
        return Command.run(List.of("sh", "-s"), all.toString()).expectSuccess().stdout();
    }

    CommandResult exec(String node, List<String> command, String stdin) {
        if (known(node).equals(Lab.CLIENT)) {
            return Command.run(command, stdin);
        }
        List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", node));
        inside.addAll(command);
        return Command.run(inside, stdin);
    }

    <T extends @Nullable Object> T in(String node, Callable<T> work) throws Exception {
        return Namespace.call(known(node), work);
    }

    private String known(String node) {
        if (!plan.nodes.containsKey(node)) {
            throw new IllegalArgumentException("no node " + node + "; the nodes are " + plan.nodes.keySet());
        }
        return node;
    }

    void nft(String node, String rules) {
        if (known(node).equals(Lab.CLIENT)) {
            undo.push(() -> exec(node, List.of("nft", "flush", "ruleset"), "").expectSuccess());
        }
        exec(node, List.of("nft", "-f", "-"), rules + "\n").expectSuccess();
    }

    void setPingGroupRange(String range) {
        String before = PingGroupRange.get();
        PingGroupRange.set(range);
        undo.push(() -> PingGroupRange.set(before));
    }

    void linkDown() {
        ip(Stream.of("link set " + clientDevice + " down"));
    }

    void linkUp() {
        List<String> client = List.of(Lab.CLIENT);
        configure(client);
        awaitLinks(client);
    }

    @Override
    public void close() {
        RuntimeException failure = new LabException("the lab was not removed completely");
        closeAfter(failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private void closeAfter(Throwable failure) {
        while (!undo.isEmpty()) {
            try {
                undo.pop().run();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
