// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.pathtracer.fleet.Fleet;
import org.pathtracer.fleet.mesh.Mesh;
import org.pathtracer.fleet.mesh.MeshRequest;
import org.pathtracer.fleet.mesh.MeshResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pathtracer fleet mesh}: the vantage points measure each other. */
@Command(
        name = "mesh",
        description = "Lets vantage points measure each other, and finds the link that loses packets.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class MeshCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FleetAccess access = new FleetAccess();

    @Option(
            names = "--peers",
            paramLabel = "N",
            description = "Others that each one chooses, 3 to 8. Default: by the number of vantage points.")
    private @Nullable Integer peers;

    @Option(
            names = "--probes",
            paramLabel = "N",
            defaultValue = "50",
            description = "Pings to each peer. Default: ${DEFAULT-VALUE}.")
    private int probes;

    @Option(
            names = "--period",
            paramLabel = "MILLISECONDS",
            defaultValue = "200",
            description = "Between two pings to the same peer. Default: ${DEFAULT-VALUE}.")
    private long period;

    @Option(
            names = "--deadline",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "That each operation of a vantage point has. Default: ${DEFAULT-VALUE}.")
    private long deadline;

    @Option(names = "--json", description = "A JSON document.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        MeshRequest.Builder request = MeshRequest.builder()
                .from(access.from())
                .probes(probes)
                .period(Duration.ofMillis(period))
                .deadline(Duration.ofSeconds(deadline));
        if (peers != null) {
            request.peers(peers);
        }
        MeshRequest checked = request.build();
        try (Fleet fleet = access.connect()) {
            MeshResult result =
                    Mesh.measure(fleet, checked).toCompletableFuture().get();
            spec.commandLine().getOut().println(json ? MeshJson.of(result) : MeshText.of(result));
            boolean whole =
                    result.directions().stream().allMatch(one -> one.failure().isEmpty());
            return whole ? 0 : FleetMain.SOME_FAILED;
        }
    }
}
