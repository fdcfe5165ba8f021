// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.fleet.Fleet;
import org.pathtracer.fleet.FleetOptions;
import org.pathtracer.fleet.FleetOutcome;
import org.pathtracer.fleet.FleetRequest;
import org.pathtracer.fleet.agent.AgentOptions;
import org.pathtracer.fleet.agent.FleetAgent;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.authority.FleetAuthority;
import org.pathtracer.fleet.authority.Identity;
import org.pathtracer.fleet.hub.FleetHub;
import org.pathtracer.fleet.hub.HubOptions;
import org.pathtracer.fleet.mesh.Mesh;
import org.pathtracer.fleet.mesh.MeshRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pathtracer fleet demo}: a hub and four agents in this process, on a simulated internet. */
@Command(
        name = "demo",
        description = "Runs a hub and four agents on a simulated internet, one of whose links loses packets.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class FleetDemoCommand implements Callable<Integer> {
    private static final int PROBES = 200;
    private static final long LONGEST_START_NANOS = TimeUnit.SECONDS.toNanos(60);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--keep", description = "Goes on until it is interrupted, for other commands to ask it.")
    private boolean keep;

    @Option(
            names = "--web",
            paramLabel = "ADDRESS:PORT",
            arity = "0..1",
            fallbackValue = "127.0.0.1:7402",
            description = "Serves pages of it until it is interrupted. Default of the address: ${FALLBACK-VALUE}.")
    private @Nullable String web;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("pathtracer-fleet");
        try {
            run(folder);
        } finally {
            delete(folder);
        }
        return 0;
    }

    private void run(Path folder) throws IOException, InterruptedException {
        FleetAuthority authority = FleetAuthority.init(folder.resolve("ca"));
        try (FleetHub hub = FleetHub.start(
                        HubOptions.builder(issued(authority, "hub/one", folder)).build());
                FleetAgent fra = agent(authority, folder, hub, "fra-1", "eu");
                FleetAgent nyc = agent(authority, folder, hub, "nyc-1", "us");
                FleetAgent sin = agent(authority, folder, hub, "sin-1", "asia");
                FleetAgent syd = agent(authority, folder, hub, "syd-1", "oceania")) {
            Credentials client = issued(authority, "client/demo", folder);
            await(List.of(fra, nyc, sin, syd));
            try (Fleet fleet = Fleet.connect(
                    FleetOptions.builder(client).hub(hub.address()).build())) {
                show(fleet, spec.commandLine().getOut());
                if (web != null) {
                    DemoPage.serve(web, fleet, spec.commandLine().getOut());
                    return;
                }
            }
            if (keep) {
                spec.commandLine()
                        .getOut()
                        .printf(
                                "%nask it: pathtracer fleet trace %s --tls %s --hub %s%n",
                                DemoNetwork.SHOP, folder.resolve("client-demo"), hub.address());
                Forever.await();
            }
        }
    }

    private static Credentials issued(FleetAuthority authority, String identity, Path folder) throws IOException {
        Path into = folder.resolve(identity.replace('/', '-'));
        authority.issue(Identity.parse(identity), into, Duration.ofDays(1));
        return Credentials.read(into);
    }

    private static FleetAgent agent(FleetAuthority authority, Path folder, FleetHub hub, String name, String region)
            throws IOException {
        return FleetAgent.start(AgentOptions.builder(issued(authority, "agent/" + name, folder))
                .hub(hub.address())
                .label("region", region)
                .address(DemoNetwork.address(name))
                .transport(DemoNetwork.from(name))
                .build());
    }

    private static void await(List<FleetAgent> agents) throws InterruptedException {
        long began = System.nanoTime();
        while (agents.stream().anyMatch(agent -> agent.hub().isEmpty())) {
            if (System.nanoTime() - began > LONGEST_START_NANOS) {
                throw new IllegalStateException("the agents don't attach");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void show(Fleet fleet, PrintWriter out) {
        PingRequest ping = PingRequest.to(DemoNetwork.SHOP)
                .count(PROBES)
                .period(Duration.ofMillis(10))
                .build();
        TraceRequest trace = TraceRequest.to(DemoNetwork.SHOP).queries(10).build();
        Map<String, TraceResult> paths = new TreeMap<>();
        for (FleetOutcome.Completed<TraceResult> outcome :
                fleet.measure(FleetRequest.of(trace).build()).completed()) {
            paths.put(outcome.vantagePoint().name(), outcome.result());
        }
        out.printf("%-8s  %-14s  %6s  %s%n", "from", "region", "loss", "path to " + DemoNetwork.SHOP);
        for (FleetOutcome.Completed<PingResult> outcome :
                fleet.measure(FleetRequest.of(ping).build()).completed()) {
            String name = outcome.vantagePoint().name();
            PingResult result = outcome.result();
            out.printf(
                    "%-8s  %-14s  %5.1f%%  %s%n",
                    name,
                    outcome.vantagePoint().labels().get("region"),
                    100.0 * (result.sent() - result.received()) / result.sent(),
                    path(paths.get(name)));
        }
        MeshRequest mesh = MeshRequest.builder()
                .probes(PROBES)
                .period(Duration.ofMillis(10))
                .build();
        out.println();
        out.println(MeshText.of(Mesh.measure(fleet, mesh).toCompletableFuture().join()));
        out.flush();
    }

    private static String path(@Nullable TraceResult trace) {
        return trace == null
                ? "not traced"
                : String.join(
                        "  ",
                        trace.hops().stream()
                                .map(hop -> hop.address()
                                        .map(address -> address.getHostAddress())
                                        .orElse("*"))
                                .toList());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
