// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.pathtracer.TransportProvider;
import org.pathtracer.fleet.agent.AgentOptions;
import org.pathtracer.fleet.agent.AgentPolicy;
import org.pathtracer.fleet.agent.FleetAgent;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.authority.FleetAuthority;
import org.pathtracer.fleet.authority.Identity;
import org.pathtracer.fleet.hub.FleetHub;
import org.pathtracer.fleet.hub.HubOptions;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;

/** A fleet in this process, whose agents measure in simulated networks. What it started ends with it. */
final class TestFleet implements AutoCloseable {
    static final String TARGET = "10.0.0.4";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Path folder;
    private final FleetAuthority authority;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final ScheduledThreadPoolExecutor looks = new ScheduledThreadPoolExecutor(1);
    private int count;

    TestFleet(Path folder) throws IOException {
        this.folder = folder;
        authority = FleetAuthority.init(folder.resolve("ca"));
    }

    FleetAuthority authority() {
        return authority;
    }

    Path issued(String identity) throws IOException {
        Path into = folder.resolve("issued-" + count++);
        authority.issue(Identity.parse(identity), into);
        return into;
    }

    Credentials credentials(String identity) throws IOException {
        return Credentials.read(issued(identity));
    }

    FleetHub hub(String name, UnaryOperator<HubOptions.Builder> options) throws IOException {
        return started(FleetHub.start(
                options.apply(HubOptions.builder(credentials("hub/" + name))).build()));
    }

    FleetHub hub() throws IOException {
        return hub("one", options -> options);
    }

    /** An agent four hops from the target, which may probe it. */
    FleetAgent agent(String name, FleetHub hub, String... labels) throws IOException {
        return agent(name, allowing(), network(), new FleetHub[] {hub}, labels);
    }

    FleetAgent agent(String name, AgentPolicy policy, TransportProvider network, FleetHub[] hubs, String... labels)
            throws IOException {
        return agent(credentials("agent/" + name), policy, network, hubs, labels);
    }

    FleetAgent agent(
            Credentials credentials, AgentPolicy policy, TransportProvider network, FleetHub[] hubs, String... labels) {
        AgentOptions.Builder options =
                AgentOptions.builder(credentials).policy(policy).transport(network);
        for (FleetHub hub : hubs) {
            options.hub(hub.address());
        }
        for (String label : labels) {
            options.label(label.split("=")[0], label.split("=")[1]);
        }
        return started(FleetAgent.start(options.build()));
    }

    static AgentPolicy allowing() {
        return AgentPolicy.builder()
                .allow("10.0.0.0/24")
                .packetsPerSecond(100_000)
                .build();
    }

    static TransportProvider network() {
        return SimulatedNetwork.of(Topology.chain(4, Duration.ofMillis(5)), 1);
    }

    Fleet client(FleetHub... hubs) throws IOException {
        FleetOptions.Builder options = FleetOptions.builder(credentials("client/test"));
        for (FleetHub hub : hubs) {
            options.hub(hub.address());
        }
        return started(Fleet.connect(options.build()));
    }

    <C extends AutoCloseable> C started(C one) {
        started.push(one);
        return one;
    }

    /** Waits until the hubs know so many vantage points. */
    void await(int vantagePoints, FleetHub... hubs) throws InterruptedException {
        for (FleetHub hub : hubs) {
            await("%d vantage points at a hub".formatted(vantagePoints), () -> hub.vantagePoints() == vantagePoints);
        }
    }

    void await(String what, BooleanSupplier condition) throws InterruptedException {
        CountDownLatch met = new CountDownLatch(1);
        var look = looks.scheduleWithFixedDelay(
                () -> {
                    if (condition.getAsBoolean()) {
                        met.countDown();
                    }
                },
                0,
                10,
                TimeUnit.MILLISECONDS);
        try {
            if (!met.await(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("there are never " + what);
            }
        } finally {
            look.cancel(false);
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
