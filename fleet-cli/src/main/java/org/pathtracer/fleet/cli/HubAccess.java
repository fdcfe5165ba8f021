// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.fleet.Fleet;
import org.pathtracer.fleet.FleetOptions;
import org.pathtracer.fleet.authority.Credentials;
import picocli.CommandLine.Option;

/** How the commands reach a fleet. */
class HubAccess {
    @Option(names = "--tls", paramLabel = "FOLDER", required = true, description = "The client's certificate and key.")
    private Path tls = Path.of("");

    @Option(
            names = "--hub",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7401",
            description = "A hub. May be repeated; the next one is asked when one does not answer. Default:"
                    + " ${DEFAULT-VALUE}.")
    private List<String> hubs = new ArrayList<>();

    Fleet connect() {
        FleetOptions.Builder options = FleetOptions.builder(Credentials.read(tls));
        hubs.forEach(options::hub);
        return Fleet.connect(options.build());
    }
}
