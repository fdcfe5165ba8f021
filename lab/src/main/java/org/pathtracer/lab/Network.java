// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
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
        plan.nodes.keySet().forEach(this::configure);
        plan.nodes.keySet().forEach(this::awaitLinks);
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

    private void configure(String node) {
        exec(node, List.of("sh", "-s"), plan.node(node).script()).expectSuccess();
    }

    /**
     * The kernel begins to send over a link a while after its two ends are up, in a work queue; until then the link has
     * the queueing discipline "noop", which drops everything.
     */
    private void awaitLinks(String node) {
        long until = System.nanoTime() + LINK_PATIENCE.toNanos();
        String links;
        do {
            links = exec(node, List.of("ip", "-o", "link", "show", "type", "veth"), "")
                    .expectSuccess()
                    .stdout();
            if (links.lines().allMatch(line -> line.contains("state UP") && !line.contains("qdisc noop "))) {
                return;
            }
        } while (System.nanoTime() < until);
        throw new LabException("links of " + node + " did not come up:\n" + links);
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
        configure(Lab.CLIENT);
        awaitLinks(Lab.CLIENT);
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
