// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.simulate;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.pathtracer.NotPermittedException;
import org.pathtracer.cli.option.JsonOptions;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.run.CallbackLoop;
import org.pathtracer.cli.run.Interruption;
import org.pathtracer.testkit.Scenario;
import org.pathtracer.testkit.tun.TunNetwork;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pathtracer simulate}: a simulated network that answers any program of this host, until interrupted. */
@Command(
        name = "simulate",
        description = "Puts a simulated network behind a TUN device, where it answers any program of this host.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class SimulateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "Name of a network that comes with pathtracer, or a scenario file.")
    private String name = "";

    @Parameters(
            index = "1..*",
            paramLabel = "COMMAND",
            description = "Behind \"--\": runs while the network is there; its exit status is passed on.")
    private List<String> command = List.of();

    @Option(names = "--list", description = "Lists the networks that come with pathtracer instead.")
    private boolean list;

    @Option(
            names = "--tun",
            paramLabel = "NAME",
            defaultValue = "pathtracer",
            description = "Name of the device (default: ${DEFAULT-VALUE}).")
    private String device = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "All chance comes from it (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--default-route",
            description = "Send everything there that has no other route, not the network's own addresses only.")
    private boolean everything;

    @ArgGroup
    private JsonOptions json = new JsonOptions();

    public SimulateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (list) {
            Scenarios.list(terminal, json);
            return ExitStatus.DONE;
        } else if (name.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "a scenario is missing; --list names them");
        }
        return simulate(Scenarios.find(name));
    }

    @SuppressWarnings("try") // the interruption's scope is all there is to it
    private int simulate(Scenario scenario) throws InterruptedException {
        TunNetwork network = open(scenario);
        CompletableFuture<Integer> end = new CompletableFuture<>();
        SimulateText text = new SimulateText(terminal, json.wanted() || !command.isEmpty());
        try (Interruption interruption = Interruption.of(() -> end.complete(ExitStatus.DONE))) {
            long began = System.nanoTime();
            int status;
            try (network) {
                text.begin(scenario, network, seed);
                status = run(network, end, text);
            }
            if (json.wanted()) {
                new SimulateJson(json.compact())
                        .print(terminal.out(), scenario, network, seed, System.nanoTime() - began);
            } else {
                text.end(network.counts());
            }
            return status;
        }
    }

    private TunNetwork open(Scenario scenario) {
        TunNetwork.Routes routes = everything ? TunNetwork.Routes.EVERYTHING : TunNetwork.Routes.KNOWN_ADDRESSES;
        try {
            return TunNetwork.open(scenario.topology(), seed, device, routes);
        } catch (NotPermittedException e) {
            throw new NotPermittedException(
                    "%s\n    sudo ./pathtracer simulate %s\n    sudo unshare -n ./pathtracer simulate %2$s -- bash"
                            .formatted(String.valueOf(e.getMessage()), name),
                    e.tried());
        }
    }

    /** Until Ctrl-C, the end of the user's command, or the loss of the device. */
    private int run(TunNetwork network, CompletableFuture<Integer> end, SimulateText text) throws InterruptedException {
        CallbackLoop loop = new CallbackLoop();
        end.whenCompleteAsync((status, failure) -> {}, loop); // ends the wait at once
        network.ended().whenComplete((nothing, failure) -> {
            if (failure != null) {
                end.completeExceptionally(failure);
            }
        });
        if (command.isEmpty()) {
            return loop.await(end, () -> text.tick(network.counts()));
        }
        Process process = UserCommand.start(command, json.wanted());
        try {
            process.onExit().thenAccept(ended -> end.complete(ended.exitValue()));
            return loop.await(end, () -> {});
        } finally {
            process.destroy();
        }
    }
}
