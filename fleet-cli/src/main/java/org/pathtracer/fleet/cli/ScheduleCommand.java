// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.MultipathRequest;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PingRequest;
import org.pathtracer.Request;
import org.pathtracer.TraceRequest;
import org.pathtracer.fleet.Fleet;
import org.pathtracer.fleet.FleetSchedule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pathtracer fleet schedule}: what vantage points measure again and again. */
@Command(
        name = "schedule",
        description = "Lets vantage points measure again and again by themselves.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ScheduleCommand.Add.class, ScheduleCommand.ListAll.class, ScheduleCommand.Remove.class})
final class ScheduleCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: add, list or remove");
    }

    /** Operations that can be repeated. */
    enum Operation {
        TRACE,
        PING,
        MTU,
        MULTIPATH,
        DIAGNOSE
    }

    /** {@code pathtracer fleet schedule add}. */
    @Command(
            name = "add",
            description = "Adds a schedule, or changes the one of the same name.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class Add implements Callable<Integer> {
        /** Stands for the addresses of others, which the hub knows. It is for documentation (RFC 5737). */
        private static final String ANY_PEER = "192.0.2.1";

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private FleetAccess access = new FleetAccess();

        @Parameters(index = "0", paramLabel = "NAME", description = "Of the schedule.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "OPERATION", description = "trace, ping, mtu, multipath or diagnose.")
        private Operation operation = Operation.PING;

        @Parameters(index = "2..*", paramLabel = "TARGET", description = "Names or addresses; a ping may have several.")
        private List<String> targets = new ArrayList<>();

        @Option(names = "--interval", paramLabel = "SECONDS", defaultValue = "60", description = "Default: 60.")
        private double interval;

        @Option(
                names = "--jitter",
                paramLabel = "PERCENT",
                defaultValue = "10",
                description = "Of the interval, by which times differ. Default: 10.")
        private int jitter;

        @Option(
                names = "--probes",
                paramLabel = "N",
                defaultValue = "10",
                description = "Of a ping, to each target. Default: 10.")
        private int probes;

        @Option(
                names = "--vantage-points",
                paramLabel = "N",
                description = "At most so many, which stay the same. Default: all.")
        private @Nullable Integer count;

        @Option(
                names = "--mesh",
                paramLabel = "PEERS",
                description = "They measure so many of each other instead of a target; 0 for all.")
        private @Nullable Integer mesh;

        @Override
        public Integer call() {
            FleetSchedule.Builder schedule = FleetSchedule.builder(name, request())
                    .from(access.from())
                    .interval(Duration.ofMillis((long) (interval * 1000)))
                    .jitter(jitter);
            if (count != null) {
                schedule.count(count);
            }
            if (mesh != null) {
                schedule.mesh(mesh);
            }
            try (Fleet fleet = access.connect()) {
                boolean changed = fleet.putSchedule(schedule.build());
                spec.commandLine().getOut().println(name + (changed ? " is changed" : " is added"));
            }
            return 0;
        }

        private Request<?, ?> request() {
            if (targets.isEmpty() == (mesh == null)) {
                throw new InvalidRequestException("a schedule has either targets or --mesh");
            } else if (targets.size() > 1 && operation != Operation.PING) {
                throw new InvalidRequestException("only a ping has several targets: add a schedule for each");
            }
            List<String> hosts = mesh == null ? targets : List.of(ANY_PEER);
            return switch (operation) {
                case TRACE -> TraceRequest.to(hosts.get(0)).enrichment(false).build();
                case PING -> PingRequest.toAll(hosts).count(probes).build();
                case MTU -> PathMtuRequest.to(hosts.get(0)).build();
                case MULTIPATH -> MultipathRequest.to(hosts.get(0)).build();
                case DIAGNOSE -> DiagnoseRequest.to(hosts.get(0)).build();
            };
        }
    }

    /** {@code pathtracer fleet schedule list}. */
    @Command(name = "list", description = "Lists the schedules.", mixinStandardHelpOptions = true, sortOptions = false)
    static final class ListAll implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private HubAccess access = new HubAccess();

        @Override
        public Integer call() {
            try (Fleet fleet = access.connect()) {
                PrintWriter out = spec.commandLine().getOut();
                fleet.schedules()
                        .forEach(one -> out.printf(
                                "%-20s  %-9s  every %s s  from %s  to %s%n",
                                one.name(),
                                one.operation(),
                                one.interval().toMillis() / 1000.0,
                                (one.count() == 0 ? "all " : one.count() + " ")
                                        + (one.from().isEmpty() ? "vantage points" : one.from()),
                                one.mesh()
                                        ? (one.peers() == 0 ? "each other" : one.peers() + " of each other")
                                        : String.join(" ", one.targets())));
                out.flush();
            }
            return 0;
        }
    }

    /** {@code pathtracer fleet schedule remove}. */
    @Command(name = "remove", description = "Removes a schedule.", mixinStandardHelpOptions = true, sortOptions = false)
    static final class Remove implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private HubAccess access = new HubAccess();

        @Parameters(paramLabel = "NAME", description = "Of the schedule.")
        private String name = "";

        @Override
        public Integer call() {
            try (Fleet fleet = access.connect()) {
                boolean there = fleet.removeSchedule(name);
                spec.commandLine().getOut().println(there ? name + " is removed" : "there is no schedule " + name);
                return there ? 0 : FleetMain.SOME_FAILED;
            }
        }
    }
}
