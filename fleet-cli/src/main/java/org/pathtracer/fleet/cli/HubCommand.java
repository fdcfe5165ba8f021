// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pathtracer.fleet.Fleet;
import org.pathtracer.fleet.FleetOptions;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.hub.FleetHub;
import org.pathtracer.fleet.hub.HubOptions;
import org.pathtracer.fleet.web.FleetWeb;
import org.pathtracer.fleet.web.WebOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pathtracer hub}: a hub, until it is interrupted. */
@Command(
        name = "hub",
        description = "Takes agents and passes measurements to them, until it is interrupted.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class HubCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--tls", paramLabel = "FOLDER", required = true, description = "The hub's certificate and key.")
    private Path tls = Path.of("");

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7401",
            description = "For agents, clients and hubs. Default: ${DEFAULT-VALUE}.")
    private String listen = "";

    @Option(
            names = "--advertise",
            paramLabel = "HOST:PORT",
            description = "Where the others call it. Default: where it listens.")
    private @Nullable String advertise;

    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7400",
            description = "For the gossip of hubs, which must reach it there. Default: ${DEFAULT-VALUE}.")
    private String cluster = "";

    @Option(
            names = "--seed",
            paramLabel = "HOST:PORT",
            description = "Where another hub's gossip is, to join its fleet. May be repeated.")
    private List<String> seeds = new ArrayList<>();

    @Option(
            names = "--region",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "A region that is cut off goes on by itself. Default: ${DEFAULT-VALUE}.")
    private String region = "";

    @Mixin
    private StoreAccess store = new StoreAccess();

    @Mixin
    private WebAccess web = new WebAccess();

    @Override
    public Integer call() throws InterruptedException {
        Credentials credentials = Credentials.read(tls);
        Optional<WebOptions> pages = web.options(credentials);
        HubOptions.Builder options =
                HubOptions.builder(credentials).listen(listen).cluster(cluster).region(region);
        if (advertise != null) {
            options.advertise(advertise);
        }
        seeds.forEach(options::seed);
        try (StoreAccess.Opened opened = store.open()) {
            opened.store().ifPresent(options::store);
            run(options, pages, credentials);
        }
        return 0;
    }

    private void run(HubOptions.Builder options, Optional<WebOptions> pages, Credentials credentials)
            throws InterruptedException {
        try (FleetHub hub = FleetHub.start(options.build())) {
            spec.commandLine().getOut().println("hub at " + hub.address() + ", gossip at " + hub.clusterAddress());
            if (pages.isPresent()) {
                serve(pages.get(), hub, credentials);
            } else {
                Forever.await();
            }
        }
    }

    private void serve(WebOptions pages, FleetHub hub, Credentials credentials) throws InterruptedException {
        FleetOptions itself = FleetOptions.builder(credentials).hub(own(hub)).build();
        try (Fleet fleet = Fleet.connect(itself);
                FleetWeb started = FleetWeb.start(pages, fleet)) {
            spec.commandLine().getOut().println("page at " + started.url());
            Forever.await();
        }
    }

    /** Where this host itself reaches it: what others call may be a name of the outside. */
    private String own(FleetHub hub) {
        String host = listen.substring(0, listen.lastIndexOf(':'));
        String port = listen.substring(listen.lastIndexOf(':') + 1);
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1:" + port;
            case "[::]" -> "[::1]:" + port;
            default -> port.equals("0") ? hub.address() : listen;
        };
    }
}
