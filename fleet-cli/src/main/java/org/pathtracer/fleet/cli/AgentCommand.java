// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pathtracer.fleet.agent.AgentOptions;
import org.pathtracer.fleet.agent.AgentPolicy;
import org.pathtracer.fleet.agent.FleetAgent;
import org.pathtracer.fleet.authority.Credentials;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pathtracer agent}: a vantage point, until it is interrupted. */
@Command(
        name = "agent",
        description = "Measures from this host for a fleet, within its own limits, until it is interrupted.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AgentCommand implements Callable<Integer> {
    private static final int MEBI = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--tls", paramLabel = "FOLDER", required = true, description = "The agent's certificate and key.")
    private Path tls = Path.of("");

    @Option(names = "--hub", paramLabel = "HOST:PORT", required = true, description = "A hub. May be repeated.")
    private List<String> hubs = new ArrayList<>();

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "What it can be selected by. May be repeated.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Where other vantage points reach it. Default: the public addresses of this host.")
    private List<String> addresses = new ArrayList<>();

    @Option(
            names = "--allow",
            paramLabel = "PREFIX",
            description = "Addresses that it probes. Default: public ones. May be repeated.")
    private List<String> allowed = new ArrayList<>();

    @Option(
            names = "--deny",
            paramLabel = "PREFIX",
            description = "Addresses that it does not probe, also if they are allowed. May be repeated.")
    private List<String> denied = new ArrayList<>();

    @Option(
            names = "--allow-name",
            paramLabel = "NAME",
            description = "Names of targets, such as *.example; then no others. May be repeated.")
    private List<String> allowedNames = new ArrayList<>();

    @Option(
            names = "--deny-name",
            paramLabel = "NAME",
            description = "Names of targets that it refuses, such as *.example. May be repeated.")
    private List<String> deniedNames = new ArrayList<>();

    @Option(
            names = "--operations",
            paramLabel = "NAME",
            split = ",",
            description = "Of trace, ping, mtu, multipath, diagnose. Default: all.")
    private Set<AgentPolicy.Operation> operations = Set.of(AgentPolicy.Operation.values());

    @Option(
            names = "--packets-per-second",
            paramLabel = "N",
            defaultValue = "100",
            description = "Of all operations together. Default: ${DEFAULT-VALUE}.")
    private int packetsPerSecond;

    @Option(
            names = "--max-concurrent",
            paramLabel = "N",
            defaultValue = "4",
            description = "Operations at once. Default: ${DEFAULT-VALUE}.")
    private int maxConcurrent;

    @Option(
            names = "--spool",
            paramLabel = "FOLDER",
            description = "Takes schedules, and keeps their outcomes there until a hub has them.")
    private @Nullable Path spool;

    @Option(
            names = "--spool-size",
            paramLabel = "MIB",
            defaultValue = "64",
            description = "The oldest outcomes are dropped where it is not enough. Default: ${DEFAULT-VALUE}.")
    private int spoolSize;

    @Override
    public Integer call() throws InterruptedException {
        AgentPolicy.Builder policy = AgentPolicy.builder()
                .operations(operations)
                .packetsPerSecond(packetsPerSecond)
                .maxConcurrent(maxConcurrent);
        allowed.forEach(policy::allow);
        denied.forEach(policy::deny);
        allowedNames.forEach(policy::allowName);
        deniedNames.forEach(policy::denyName);
        AgentOptions.Builder options =
                AgentOptions.builder(Credentials.read(tls)).policy(policy.build());
        hubs.forEach(options::hub);
        labels.forEach(options::label);
        addresses.forEach(options::address);
        if (spool != null) {
            options.spool(spool, (long) spoolSize << MEBI);
        }
        try (FleetAgent agent = FleetAgent.start(options.build())) {
            spec.commandLine().getOut().println("agent " + agent.name() + " dials " + String.join(", ", hubs));
            Forever.await();
        }
        return 0;
    }
}
