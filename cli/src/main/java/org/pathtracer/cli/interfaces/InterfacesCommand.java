// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.interfaces;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.pathtracer.PathTracer;
import org.pathtracer.cli.option.AddressConverter;
import org.pathtracer.cli.option.JsonOptions;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.run.Interruption;
import org.pathtracer.interfaces.Interfaces;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.report.Reports;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pathtracer interfaces}: how this host is connected, and how it would send to targets. */
@Command(
        name = "interfaces",
        description = "Lists this host's interfaces and default routes, and the way to each target. Sends nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class InterfacesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "ADDRESS",
            arity = "0..*",
            converter = AddressConverter.class,
            description = "Tell the interface and the source address for packets to it too.")
    private List<InetAddress> targets = new ArrayList<>();

    @Option(names = "--watch", description = "Tell again at every change, until interrupted.")
    private boolean watch;

    @ArgGroup
    private JsonOptions json = new JsonOptions();

    public InterfacesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (PathTracer tracer = PathTracer.create()) {
            Interfaces interfaces = tracer.interfaces();
            boolean reached = print(interfaces.state(), interfaces);
            if (watch) {
                follow(interfaces);
            }
            return reached ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
        }
    }

    @SuppressWarnings("try") // the scopes are all there is to it
    private void follow(Interfaces interfaces) throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Interfaces.Watch watching = interfaces.watch(state -> print(state, interfaces));
                Interruption interruption = Interruption.of(interrupted::countDown)) {
            interrupted.await();
        }
    }

    private boolean print(NetworkState state, Interfaces interfaces) {
        Map<InetAddress, Optional<Route>> ways = new LinkedHashMap<>();
        targets.forEach(target -> ways.put(target, interfaces.routeTo(target)));
        NetworkState seen = state.withRoutes(ways);
        if (json.wanted()) {
            // One document for each state: on a line of its own where there may be several.
            terminal.document(Reports.json(seen, json.report().compact(json.compact() || watch)));
        } else {
            terminal.lines(Reports.text(seen, terminal.report()));
        }
        return ways.values().stream().allMatch(Optional::isPresent);
    }
}
