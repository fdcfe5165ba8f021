// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.fleet.Fleet;
import org.pathtracer.fleet.FleetOptions;
import org.pathtracer.fleet.FleetRequest;
import org.pathtracer.fleet.FleetResult;
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

/**
 * Three hubs, an agent and a client in this process, with TLS over the loopback interface: how long an attachment takes
 * until all hubs know it, and what asking takes beyond the measurement itself.
 *
 * <pre>
 * bench/run fleet
 * </pre>
 */
public final class FleetMain {
    private static final int ATTACHMENTS = 20;
    private static final int ASKS = 200;
    private static final long POLL_NANOS = 500_000;
    private static final String TARGET = "10.0.0.4";

    private final Path folder;
    private final FleetAuthority authority;
    private final List<FleetHub> hubs = new ArrayList<>();

    private FleetMain(Path folder) throws IOException {
        this.folder = folder;
        authority = FleetAuthority.init(folder.resolve("ca"));
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("fleet-bench");
        try {
            new FleetMain(folder).run();
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    private void run() throws Exception {
        FleetHub first =
                FleetHub.start(HubOptions.builder(credentials("hub/one")).build());
        hubs.add(first);
        for (String name : List.of("two", "three")) {
            hubs.add(FleetHub.start(HubOptions.builder(credentials("hub/" + name))
                    .seed(first.clusterAddress())
                    .build()));
        }
        while (hubs.stream().anyMatch(hub -> hub.hubs() != hubs.size())) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        FleetOptions.Builder options = FleetOptions.builder(credentials("client/bench"));
        hubs.forEach(hub -> options.hub(hub.address()));
        try (Fleet fleet = Fleet.connect(options.build())) {
            attachments();
            asks(fleet);
        }
    }

    private Credentials credentials(String identity) throws IOException {
        Path into = folder.resolve(identity);
        authority.issue(Identity.parse(identity), into, Duration.ofDays(1));
        return Credentials.read(into);
    }

    private void await(int vantagePoints) {
        while (hubs.stream().anyMatch(hub -> hub.vantagePoints() != vantagePoints)) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private void attachments() throws Exception {
        double[] millis = new double[ATTACHMENTS];
        Credentials own = credentials("agent/comes-and-goes");
        for (int i = 0; i < ATTACHMENTS; i++) {
            LightAgent agent = new LightAgent(hubs.get(i % hubs.size()).address(), own);
            agent.attached().get();
            long attached = System.nanoTime();
            await(1);
            millis[i] = (System.nanoTime() - attached) / 1e6;
            agent.close();
            await(0);
        }
        report("attach known to all of 3 hubs", millis, "ms", 500);
    }

    private void asks(Fleet fleet) throws Exception {
        AgentOptions options = AgentOptions.builder(credentials("agent/real"))
                .hub(hubs.get(1).address())
                .transport(SimulatedNetwork.of(Topology.chain(4, Duration.ofMillis(5)), 1))
                .policy(AgentPolicy.builder()
                        .allow("10.0.0.0/24")
                        .packetsPerSecond(100_000)
                        .build())
                .build();
        try (FleetAgent agent = FleetAgent.start(options)) {
            await(1);
            FleetRequest<PingResult> request =
                    FleetRequest.of(PingRequest.to(TARGET).count(1).build()).build();
            double[] millis = new double[ASKS];
            for (int i = -20; i < ASKS; i++) {
                long began = System.nanoTime();
                FleetResult<PingResult> result = fleet.measure(request);
                if (result.completed().size() != 1) {
                    throw new IllegalStateException(result + " of " + agent.name());
                }
                millis[Math.max(i, 0)] = (System.nanoTime() - began) / 1e6;
            }
            // The network's time is virtual, so all of it is the fleet's.
            report("ask to first outcome beyond the measurement", millis, "ms", 20);
        }
        await(0);
    }

    private static void report(String what, double[] values, String unit, double most) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        line(what + ", median", sorted[sorted.length / 2], unit, most);
        line(what + ", 95 of 100", sorted[sorted.length * 95 / 100], unit, most);
    }

    private static void line(String what, double value, String unit, double most) {
        System.out.printf(
                Locale.ROOT,
                "%-60s %8.2f %-6s (at most %.2f: %s)%n",
                what,
                value,
                unit,
                most,
                value <= most ? "PASS" : "FAIL");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
